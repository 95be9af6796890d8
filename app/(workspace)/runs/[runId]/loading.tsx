import { Skeleton } from "@/components/ui/skeleton";

const rows = [72, 58, 80, 49, 66, 74, 53];

/** The run's shape while it is read. */
export default function RunLoading() {
  return (
    <div role="status" aria-label="Loading the run" className="mx-auto w-full max-w-[64rem] px-4 py-5">
      <Skeleton className="mb-4 h-8 w-64" />
      {[0, 1].map((card) => (
        <div key={card} className="mb-3.5 rounded-lg border bg-panel p-3.5">
          <Skeleton className="mb-4 h-4 w-48" />
          {rows.map((width) => (
            <div key={width} className="flex items-center gap-3 border-t py-2.5">
              <Skeleton className="size-[1.125rem]" />
              <div className="min-w-0 flex-1">
                <Skeleton className={`h-3.5 ${width > 60 ? "w-3/4" : "w-1/2"}`} />
              </div>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
