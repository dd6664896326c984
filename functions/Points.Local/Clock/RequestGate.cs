using Microsoft.AspNetCore.Http;

namespace Points.Local.Clock;

/// <summary>
/// Lets the app's requests run in parallel, or one action run alone. Every later request sees the result of that
/// action. Only one caller at a time may use <c>RunExclusively</c>.
/// </summary>
internal sealed class RequestGate
{
    private readonly Lock _lock = new();
    private readonly PathString _app;
    private TaskCompletionSource _opened = new(),
        _drained = new();
    private int _underWay;
    private bool _isClosed;

    /// <param name="app">The path prefix of the requests that pass the gate; other requests are not held.</param>
    public RequestGate(PathString app) => _app = app;

    public async Task Invoke(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments(_app, StringComparison.OrdinalIgnoreCase))
        {
            await next(http);
            return;
        }
        while (!TryEnter(out var opened))
            await opened.WaitAsync(http.RequestAborted);
        try
        {
            await next(http);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Runs an action after all running requests are answered. New requests wait until it ends.</summary>
    public async Task<T> RunExclusively<T>(Func<Task<T>> action, CancellationToken ct)
    {
        var drained = Close();
        try
        {
            await drained.WaitAsync(ct);
            return await action();
        }
        finally
        {
            Open();
        }
    }

    private bool TryEnter(out Task opened)
    {
        lock (_lock)
        {
            opened = _opened.Task;
            if (!_isClosed)
                _underWay++;
            return !_isClosed;
        }
    }

    private void Leave()
    {
        lock (_lock)
            if (--_underWay == 0 && _isClosed)
                _drained.TrySetResult();
    }

    private Task Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            (_opened, _drained) = (NewSignal(), NewSignal());
            if (_underWay == 0)
                _drained.SetResult();
            return _drained.Task;
        }
    }

    private void Open()
    {
        lock (_lock)
        {
            _isClosed = false;
            _opened.SetResult();
        }
    }

    /// <summary>
    /// Waiters continue on their own threads, not inside the lock of the caller that completes the signal.
    /// </summary>
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
