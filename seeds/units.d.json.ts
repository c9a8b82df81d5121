declare const units: {
  readonly dimensions: Readonly<
    Record<
      string,
      {
        readonly canonical: string;
        /** How finely such amounts are filed, where a field does not say it. */
        readonly step: string;
        readonly units: Readonly<Record<string, string>>;
      }
    >
  >;
};
export = units;
