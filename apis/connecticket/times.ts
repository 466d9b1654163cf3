/** Times as connecTicket writes them: `2016/02/12 11:00:25 +0000`. */
export function timeText(at: Date = new Date()): string {
  const [day = '', time = ''] = at.toISOString().split('T')
  return `${day.replaceAll('-', '/')} ${time.slice(0, 8)} +0000`
}
