/** esbuild hands style sheets of dev/ over as text. */
declare module '*.shadow.css' {
  const text: string
  export default text
}
