declare const sectors: {
  readonly sections: readonly {
    readonly code: string;
    readonly title: string;
    readonly titleEn: string;
    /** 工业, 服务业, 建筑业 or 农业. */
    readonly kind: string;
    readonly divisions: readonly { readonly code: string; readonly title: string; readonly titleEn: string }[];
  }[];
  /** Divisions by section that the edition before had in another one. */
  readonly edition2011: { readonly sections: Readonly<Record<string, readonly string[]>> };
};
export = sectors;
