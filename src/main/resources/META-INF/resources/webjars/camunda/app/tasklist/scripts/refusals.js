// A refusal stays on the screen until it is closed, so that it can be read while the form is mended. Once the task is done,
// or another one is looked at, it speaks of nothing any more.
export default {
  id: 'refusals',
  pluginPoint: 'tasklist.task.action',
  priority: 0,
  render: (node, { api }, scope) => {
    const task = scope.taskData.newChild(scope);
    let before;
    task.observe('task', now => {
      if (before && now?.id !== before) {
        document
          .querySelectorAll('.page-notifications .alert-danger .close, .page-notifications .alert-danger [ng-click]')
          .forEach(close => close.click());
      }
      before = now?.id;
    });
  }
};
