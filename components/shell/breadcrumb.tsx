import Link from "next/link";

/** Where this page stands; the page itself is the h1 below it. */
export function Breadcrumb({ trail }: { trail: readonly { href: string; label: string }[] }) {
  return (
    <nav aria-label="Breadcrumb" className="-mt-2 mb-1 text-ink-2 text-sm">
      <ol className="flex flex-wrap gap-1.5">
        {trail.map(({ href, label }) => (
          <li key={href} className="after:ml-1.5 after:text-ink-3 after:content-['/']">
            <Link prefetch={false} href={href} className="hover:text-ink hover:underline">
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
