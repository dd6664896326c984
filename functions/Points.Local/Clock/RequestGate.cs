using Microsoft.AspNetCore.Http;

namespace Points.Local.Clock;

/// <summary>
/// Lets requests of the app pass side by side, or something else alone: what it decides then holds for every request
/// that follows. One at a time may ask to be alone.
/// </summary>
internal sealed class RequestGate
{
    private readonly Lock _lock = new();
    private readonly PathString _app;
    private TaskCompletionSource _opened = new(),
        _drained = new();
    private int _underWay;
    private bool _isClosed;

    /// <param name="app">Where the requests lead that it counts.</param>
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

    /// <summary>Does something once all requests under way are answered; those that come meanwhile wait.</summary>
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

    /// <summary>Whoever waits for it goes on by itself, not inside the lock of whoever gives it.</summary>
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
