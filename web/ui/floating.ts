/** Something over the page that is shown and hidden. */
export interface Floating {
  show(): void;
  hide(): void;
}

/**
 * Hides `element`, for it to be shown over all else. It is a popover where there are such: else an ancestor with a transform or a filter moves what has
 * a fixed position, and one that hides its overflow cuts it off.
 */
export function floating(element: HTMLElement): Floating {
  const isPopover = "showPopover" in element;
  element.hidden = true;
  if (isPopover) element.popover = "manual";
  const isOpen = (): boolean => element.matches(":popover-open");
  return {
    show() {
      element.hidden = false;
      if (isPopover && element.isConnected && !isOpen()) element.showPopover();
    },
    hide() {
      element.hidden = true;
      if (isPopover && isOpen()) element.hidePopover();
    },
  };
}
