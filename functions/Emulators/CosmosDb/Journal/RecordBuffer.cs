using System.Buffers;

namespace Emulators.CosmosDb.Journal;

/// <summary>Memory in which a record of the journal is written: room for its header, and then the changes.</summary>
internal sealed class RecordBuffer : IBufferWriter<byte>
{
    private const int SizeAtFirst = 64 * 1024;

    /// <summary>Memory beyond this is given up after its record.</summary>
    private const int KeptBytesMax = 4 * 1024 * 1024;

    private byte[] _bytes = new byte[SizeAtFirst];
    private int _length = JournalFrame.HeaderBytes;

    /// <summary>The record as it was written so far.</summary>
    public Span<byte> Record => _bytes.AsSpan(0, _length);

    public void Clear()
    {
        _length = JournalFrame.HeaderBytes;
        if (_bytes.Length > KeptBytesMax)
            _bytes = new byte[SizeAtFirst];
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length < Math.Max(1, more))
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
