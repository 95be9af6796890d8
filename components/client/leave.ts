/** Goes to another page as the browser would, so that everything is read anew for whoever is signed in now. */
export function leaveTo(path: string): "leaving" {
  location.assign(path);
  return "leaving";
}
