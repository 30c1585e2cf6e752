/**
 * The full panel without the switch to engine user tasks (which make no job), unless a drawing from elsewhere has one:
 * then the group stays so that it can be turned off.
 */
import type { ModuleDeclaration } from 'didi';
import type { ModdleElement } from '../moddle.ts';
import { extension } from '../moddle.ts';

interface PropertiesPanel {
  registerProvider(priority: number, provider: ExpertGroups): void;
}

class ExpertGroups {
  static $inject = ['propertiesPanel'];

  constructor(propertiesPanel: PropertiesPanel) {
    propertiesPanel.registerProvider(200, this);
  }

  getGroups(element: { businessObject?: ModdleElement }) {
    const foreign = extension(element.businessObject, 'zeebe:UserTask') !== undefined;
    return (groups: { id: string }[]) =>
      groups.filter((group) => foreign || group.id !== 'userTaskImplementation');
  }
}

export const expertGroupsModule = {
  __init__: ['jianduExpertGroups'],
  jianduExpertGroups: ['type', ExpertGroups],
} as unknown as ModuleDeclaration;
