/** DMN 1.1 to 1.5 → moddle tree. What is evaluated of them looks the same in all; only the namespace differs. */
import { DmnModdle } from 'dmn-moddle';
import type { DrawingLimits } from '../bpmn/limits.ts';
import { parseXml, type XmlResult } from '../bpmn/xml.ts';

const DMN13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
/** The namespaces that Zeebe 8.5.8 takes. */
const OTHERS = [
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20151101/dmn11.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
];

/** With the namespace of DMN 1.3, whichever of these the file has. */
export function asDmn13(xml: string): string {
  return xml.replace(/(\sxmlns(?::[\w.-]+)?\s*=\s*)(["'])([^"']*)\2/g, (whole, head, quote, uri) =>
    OTHERS.includes(uri) ? `${head}${quote}${DMN13}${quote}` : whole,
  );
}

export const parseDmn = (resource: string, xml: string, limits: DrawingLimits): Promise<XmlResult> =>
  parseXml(resource, xml, limits, (text) => new DmnModdle().fromXML(asDmn13(text), 'dmn:Definitions'));
