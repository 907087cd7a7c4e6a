// esbuild hands these files over as strings.
declare module "*.txt" {
  const text: string;
  export default text;
}
