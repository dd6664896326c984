using System.Security.Cryptography;

namespace Points.Tests.Archive;

/// <summary>
/// A stream that generates its bytes while it is read, so that a long file needs no memory. The same seed gives the
/// same bytes. Points.Local.Tests compiles this file too.
/// </summary>
public sealed class SampleStream(int seed, long length) : Stream
{
    private readonly Random _bytes = new(seed);
    private long _read;

    /// <summary>After how many bytes reading fails, as if the writer had stopped half-way.</summary>
    public long FailsAfterBytes { get; init; } = long.MaxValue;

    public static ValueTask<byte[]> HashOf(int seed, long length) => Hash(new SampleStream(seed, length));

    public static ValueTask<byte[]> Hash(Stream content) =>
        SHA256.HashDataAsync(content, TestContext.Current.CancellationToken);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_read >= FailsAfterBytes)
            throw new InvalidOperationException("the sample stream was told to fail here");
        var part = buffer[..(int)Math.Min(buffer.Length, length - _read)];
        _bytes.NextBytes(part);
        _read += part.Length;
        return part.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
