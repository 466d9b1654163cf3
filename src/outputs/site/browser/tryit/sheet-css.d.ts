/** esbuild hands style sheets of try-it over as text. */
declare module '*.sheet.css' {
  const text: string
  export default text
}
