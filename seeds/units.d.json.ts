declare const units: {
  readonly dimensions: Readonly<
    Record<string, { readonly canonical: string; readonly units: Readonly<Record<string, string>> }>
  >;
};
export = units;
