// The sections of a device's page.

export {chartSection} from './devicecharts.js';
export {latestSection, alertSection, aboutSection} from './deviceside.js';
export {shadowSection} from './shadow.js';
export {commandSection} from './commands.js';
