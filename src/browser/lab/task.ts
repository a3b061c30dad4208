/** Says at an exercise how it stands. */
export function sayTask(key: string, state: 'said' | 'done' | 'missing', message: string): void {
  const task = document.querySelector<HTMLElement>(`[data-lab-task][data-lab="${CSS.escape(key)}"]`);
  const status = task?.querySelector('[role=status]');
  if (!task || !status) return;
  task.dataset.state = state;
  status.textContent = message;
}
