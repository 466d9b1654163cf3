/** The ProcessOut API: invoices that buyers pay at a checkout, and what comes of it. */
import { defineApi } from 'kittn'
import { authenticate, keyMade } from './caller.ts'
import { showCheckout, takePayment } from './checkout.ts'
import { demo } from './demo.ts'
import { keepUp } from './due.ts'
import { getEvent, listEvents, markAll, markEvent, signs } from './events.ts'
import { createInvoice, fromTailored, getInvoice, listInvoices } from './invoices.ts'
import { endRecurring, getRecurring, listRecurring } from './recurring.ts'
import { migrations, type Api } from './tables.ts'
import { changeTailored, createTailored, deleteTailored, getTailored, listTailored } from './tailored.ts'
import { getTransaction, listRefunds, listTransactions, refund } from './transactions.ts'

export default defineApi<Api>({
  authenticate,
  keyMade,
  signs,
  /** Later clients leave the version out of the address. */
  alsoAt: (path) => [path.replace(/^\/v1/, '')],
  migrations,
  demo,

  operations: {
    'POST /v1/invoices': createInvoice,
    'GET /v1/invoices': listInvoices,
    'GET /v1/invoices/{id}': getInvoice,
    'POST /v1/invoices/from-tailored/{id}': fromTailored,

    'GET /v1/tailored-invoices': listTailored,
    'POST /v1/tailored-invoices': createTailored,
    'GET /v1/tailored-invoices/{id}': getTailored,
    'PUT /v1/tailored-invoices/{id}': changeTailored,
    'DELETE /v1/tailored-invoices/{id}': deleteTailored,

    'GET /v1/recurring-invoices': listRecurring,
    'GET /v1/recurring-invoices/{id}': getRecurring,
    'DELETE /v1/recurring-invoices/{id}': endRecurring,

    'GET /v1/transactions': listTransactions,
    'GET /v1/transactions/{id}': getTransaction,
    'POST /v1/transactions/{id}/refunds': refund,
    'GET /v1/transactions/{id}/refunds': listRefunds,

    'GET /v1/events': listEvents,
    'GET /v1/events/{id}': getEvent,
    'DELETE /v1/events/{id}': markEvent,
    'DELETE /v1/events': markAll,
  },

  pages: {
    'GET /checkout/{id}': showCheckout,
    'POST /checkout/{id}': takePayment,
  },

  start: keepUp,
})
