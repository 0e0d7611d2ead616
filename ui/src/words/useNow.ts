import { useEffect, useState } from 'react'

/** The present, told again every `every` milliseconds while somebody may be looking; 0 stops it. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (every === 0) {
      return
    }
    const tick = () => {
      if (document.visibilityState === 'visible') {
        setNow(Date.now())
      }
    }
    tick()
    const timer = setInterval(tick, every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
