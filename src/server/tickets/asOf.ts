/** The one moment of a request, which everything that it asks for is of. */
export interface AsOf {
  /** Wall time. */
  time: string;
  /** The instance's: the data checks allow for its clock changes. */
  timeZone: string;
}
