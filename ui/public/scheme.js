// Runs before the first paint, so that a dark screen never flashes white.
(function () {
  var wanted = null
  try {
    wanted = localStorage.getItem('slipway-scheme')
  } catch (blocked) {
    wanted = null
  }
  var dark =
    wanted === 'dark' ||
    (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
