using System.Text;
using System.Text.Unicode;
using Points.Cli.Hosts;

namespace Points.Cli.Files;

/// <summary>What the bytes of a file's lines tell about its encoding.</summary>
internal sealed class LineEncodings
{
    private const int LineBytesMax = 1024 * 1024;

    /// <summary>Of the two-byte characters, at least so many in a hundred must be common ones.</summary>
    private const int CommonPercentMin = 90;

    private readonly byte[] _line = new byte[LineBytesMax];
    private readonly KoreanText _korean = new();
    private long _number = 1,
        _common,
        _rare;
    private int _length;
    private bool _isBroken;

    private LineEncodings() { }

    /// <summary>The first line that is UTF-8 and longer than GB18030 could make it by chance.</summary>
    public long? FirstUtf8 { get; private set; }

    /// <summary>The first line that is not UTF-8.</summary>
    public long? FirstOther { get; private set; }

    public bool HasNul { get; private set; }

    /// <summary>
    /// Whether all lines can be GB18030, and nearly all characters are those of GB 2312. Text of another encoding that
    /// can be read as GB18030 becomes rare characters.
    /// </summary>
    public bool IsGb18030 => !_isBroken && _common * 100 >= (_common + _rare) * CommonPercentMin;

    /// <summary>Whether the text may be Korean in EUC-KR.</summary>
    public bool MayBeKorean => _korean.IsLikely;

    /// <exception cref="CommandException">A line is too long for a text file.</exception>
    public static LineEncodings Read(InputFile file)
    {
        var lines = new LineEncodings();
        var (stream, buffer) = (file.FromStart(), new byte[64 * 1024]);
        for (int count; (count = stream.Read(buffer)) > 0; )
            lines.Add(buffer.AsSpan(0, count), file.Path);
        lines.EndLine();
        if (lines.HasNul)
            lines.FirstOther ??= 1;
        return lines;
    }

    private void Add(ReadOnlySpan<byte> bytes, string path)
    {
        HasNul |= bytes.Contains((byte)0);
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            var part = end < 0 ? bytes : bytes[..end];
            if (_length + part.Length > LineBytesMax)
                throw new CommandException($"Line {_number} of {path} is longer than {LineBytesMax >> 20} MiB.");
            part.CopyTo(_line.AsSpan(_length));
            _length += part.Length;
            if (end < 0)
                return;
            EndLine();
            // The two characters of CR LF end one line. The empty line between them tells nothing.
            if (bytes[end] == '\n' || end + 1 >= bytes.Length || bytes[end + 1] != '\n')
                _number++;
            bytes = bytes[(end + 1)..];
        }
    }

    private void EndLine()
    {
        var line = _line.AsSpan(0, _length);
        _length = 0;
        if (Ascii.IsValid(line))
            return;
        if (!Utf8.IsValid(line))
            FirstOther ??= _number;
        else if (HasLongSequence(line))
            FirstUtf8 ??= _number;
        CountCharacters(line);
    }

    /// <summary>Whether a character takes three or four bytes of UTF-8, as Chinese ones do.</summary>
    private static bool HasLongSequence(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyInRange((byte)0xE0, (byte)0xF4) >= 0;

    private void CountCharacters(ReadOnlySpan<byte> line)
    {
        for (var at = 0; at < line.Length && !_isBroken; )
        {
            var (first, second) = (line[at], at + 1 < line.Length ? line[at + 1] : (byte)0);
            if (first < 0x80)
                at++;
            else if (first is 0x80 or 0xFF)
                _isBroken = true;
            else if (second is >= 0x40 and not (0x7F or 0xFF))
            {
                if (first is >= 0xA1 and <= 0xF7 && second >= 0xA1)
                {
                    _common++;
                    _korean.Add(first, second);
                }
                else
                    _rare++;
                at += 2;
            }
            else if (IsFourBytes(line[at..]))
                at += 4;
            else
                _isBroken = true;
        }
    }

    private static bool IsFourBytes(ReadOnlySpan<byte> bytes) =>
        bytes is [_, >= (byte)'0' and <= (byte)'9', >= 0x81 and <= 0xFE, >= (byte)'0' and <= (byte)'9', ..];
}
