import { Menu } from 'electron';

/** What a person expects by key: editing, larger text, closing. No reload and no developer tools. */
export const setMenu = (lock: () => void): void => {
  const menu = Menu.buildFromTemplate([
    {
      label: 'Baken',
      submenu: [
        { label: 'Vergrendelen', accelerator: 'CommandOrControl+Shift+L', click: lock },
        { type: 'separator' },
        { role: 'quit', label: 'Sluiten' },
      ],
    },
    {
      label: 'Bewerken',
      submenu: [
        { role: 'undo', label: 'Ongedaan maken' },
        { role: 'redo', label: 'Opnieuw' },
        { type: 'separator' },
        { role: 'cut', label: 'Knippen' },
        { role: 'copy', label: 'Kopiëren' },
        { role: 'paste', label: 'Plakken' },
        { role: 'selectAll', label: 'Alles selecteren' },
      ],
    },
    {
      label: 'Beeld',
      submenu: [
        { role: 'zoomIn', label: 'Groter' },
        { role: 'zoomOut', label: 'Kleiner' },
        { role: 'resetZoom', label: 'Gewone grootte' },
        { role: 'togglefullscreen', label: 'Volledig scherm' },
      ],
    },
  ]);
  Menu.setApplicationMenu(menu);
};
