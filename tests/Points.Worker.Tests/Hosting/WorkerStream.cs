using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Points.Worker.Tests.Hosting.Messages;

namespace Points.Worker.Tests.Hosting;

/// <summary>The host's end of the stream on which a Functions host and its worker talk.</summary>
internal sealed class WorkerStream : FunctionRpc.FunctionRpcBase
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(40);

    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _pending = new(
        StringComparer.Ordinal
    );

    /// <summary>Ends when the worker has connected and named itself.</summary>
    public Task Started => _started.Task;

    /// <summary>What the worker logged to its host.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <exception cref="IOException">The stream has ended.</exception>
    public void Send(StreamingMessage message)
    {
        if (!_outgoing.Writer.TryWrite(message))
            throw new IOException("the stream to the worker has ended");
    }

    /// <summary>Sends a message and waits for the worker's answer to it.</summary>
    public async Task<StreamingMessage> Ask(StreamingMessage message, CancellationToken ct)
    {
        message.RequestId = Guid.NewGuid().ToString();
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[message.RequestId] = answer;
        Send(message);
        return await answer.Task.WaitAsync(AnswerTimeout, ct);
    }

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream,
        ServerCallContext context
    )
    {
        var ct = context.CancellationToken;
        var writing = Write(responseStream, ct);
        try
        {
            await Read(requestStream, ct);
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            foreach (var answer in _pending.Values)
                answer.TrySetException(new IOException("the stream to the worker has ended"));
        }
        await writing;
    }

    private async Task Read(IAsyncStreamReader<StreamingMessage> messages, CancellationToken ct)
    {
        await foreach (var message in messages.ReadAllAsync(ct))
            if (message.ContentCase == StreamingMessage.ContentOneofCase.StartStream)
                _started.TrySetResult();
            else if (message.ContentCase == StreamingMessage.ContentOneofCase.RpcLog)
                Log.Enqueue($"{message.RpcLog.Category}: {message.RpcLog.Message} {message.RpcLog.Exception?.Message}");
            else if (_pending.TryRemove(message.RequestId, out var answer))
                answer.TrySetResult(message);
    }

    private async Task Write(IServerStreamWriter<StreamingMessage> stream, CancellationToken ct)
    {
        await foreach (var message in _outgoing.Reader.ReadAllAsync(ct))
            await stream.WriteAsync(message, ct);
    }
}
