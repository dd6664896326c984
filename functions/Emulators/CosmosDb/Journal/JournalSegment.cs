using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Emulators.CosmosDb.Journal;

/// <summary>
/// One file of the journal. Its header carries the segment's number. Space is claimed in large steps and files are used
/// again, because a flush is twice as fast when the file does not grow.
/// </summary>
internal sealed class JournalSegment : IDisposable
{
    public const int HeaderBytes = 16;

    private const ulong Mark = 0x4C4E5255_4F4A4344; // "DCJOURNL"
    private const int NumberAt = 8;

    /// <summary>The file grows by this many bytes at once.</summary>
    private const int GrowthBytes = 512 * 1024;

    private static readonly byte[] Zeros = new byte[64 * 1024];
    private readonly SafeFileHandle _file;
    private long _length;

    private JournalSegment(string path)
    {
        Path = path;
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _length = RandomAccess.GetLength(_file);
    }

    public string Path { get; }

    /// <summary>The segment's number: those with higher numbers follow. Zero if the file holds no segment.</summary>
    public long Number { get; private set; }

    /// <summary>The end of the last record.</summary>
    public long End { get; private set; }

    /// <summary>The sequence number of the last change in the segment.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Opens a file of the journal, or creates it.</summary>
    public static JournalSegment Open(string path)
    {
        var segment = new JournalSegment(path);
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (
            RandomAccess.Read(segment._file, header, 0) == HeaderBytes
            && BinaryPrimitives.ReadUInt64LittleEndian(header) == Mark
        )
            segment.Number = BinaryPrimitives.ReadInt64LittleEndian(header[NumberAt..]);
        segment.End = HeaderBytes;
        return segment;
    }

    /// <summary>Begins a new segment in this file. The header reaches the disk with the first record.</summary>
    public void Begin(long number)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(header, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(header[NumberAt..], number);
        RandomAccess.Write(_file, header, 0);
        (Number, End, LastSequence, _length) = (number, HeaderBytes, 0, Math.Max(_length, HeaderBytes));
    }

    /// <summary>Appends a record and flushes it to the disk.</summary>
    /// <param name="record">Room for the header, and then the changes.</param>
    /// <param name="previous">The sequence number of the last change before the record.</param>
    /// <param name="last">The sequence number of the record's last change.</param>
    public void Append(Span<byte> record, long previous, long last)
    {
        var frame = new JournalFrame(previous, last, record.Length - JournalFrame.HeaderBytes);
        frame.Write(record, Number);
        Reserve(End + frame.Length);
        RandomAccess.Write(_file, record, End);
        RandomAccess.FlushToDisk(_file);
        (End, LastSequence) = (End + frame.Length, last);
    }

    /// <summary>Reads all records in order, and so finds the end.</summary>
    /// <param name="use">Takes each record and its changes.</param>
    /// <exception cref="InvalidDataException">There is a record behind damaged bytes.</exception>
    public void ReadAll(Action<JournalFrame, ReadOnlyMemory<byte>> use)
    {
        var bytes = new byte[_length];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(_file, bytes.AsSpan(read), read) is var more and > 0)
            read += more;
        long at = HeaderBytes;
        while (JournalFrame.Read(bytes.AsSpan((int)at), Number) is { } frame)
        {
            use(frame, bytes.AsMemory((int)at + JournalFrame.HeaderBytes, frame.PayloadLength));
            LastSequence = frame.Last;
            at = Math.Min(at + frame.Length, bytes.Length);
        }
        End = at;
        RequireNothingBehind(bytes, at);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Deletes the file.</summary>
    public void Delete()
    {
        _file.Dispose();
        File.Delete(Path);
    }

    /// <summary>
    /// A record that was not written wholly is the last one, because the next is written only after its flush. If
    /// another follows, then the disk has damaged what was flushed.
    /// </summary>
    private void RequireNothingBehind(byte[] bytes, long end)
    {
        for (var at = end + JournalFrame.Alignment; at < bytes.Length; at += JournalFrame.Alignment)
            if (JournalFrame.Read(bytes.AsSpan((int)at), Number) is not null)
                throw new InvalidDataException(
                    $"The journal {Path} is damaged at byte {end}: records follow that can be read."
                );
    }

    private void Reserve(long end)
    {
        if (end <= _length)
            return;
        var length = Math.Max(end, _length + GrowthBytes);
        for (var at = _length; at < length; at += Zeros.Length)
            RandomAccess.Write(_file, Zeros.AsSpan(0, (int)Math.Min(Zeros.Length, length - at)), at);
        _length = length;
    }
}
