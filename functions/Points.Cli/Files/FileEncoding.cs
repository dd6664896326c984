using System.Text;
using Points.Cli.Hosts;

namespace Points.Cli.Files;

/// <summary>The encoding of a text file, and how it was found.</summary>
/// <param name="Encoding">It throws on bytes that are no text, so that no letter is replaced in silence.</param>
/// <param name="Reason">Such as "its byte order mark".</param>
internal sealed record FileEncoding(Encoding Encoding, string Name, string Reason)
{
    public const string Option = "--encoding",
        Examples = "utf-8, gb18030, big5, euc-kr, utf-16le or windows-1252";
    private const string Gb18030 = "gb18030";

    /// <summary>Byte order marks, longer ones before those that begin like them.</summary>
    private static readonly (byte[] Mark, string Name)[] Marks =
    [
        ([0xFF, 0xFE, 0, 0], "utf-32"),
        ([0xEF, 0xBB, 0xBF], "utf-8"),
        ([0xFF, 0xFE], "utf-16le"),
        ([0xFE, 0xFF], "utf-16be"),
    ];

    /// <summary>The encodings that people call by another name than the app.</summary>
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gbk"] = Gb18030,
        ["gb2312"] = Gb18030,
        ["cp936"] = Gb18030,
        ["utf8"] = "utf-8",
        ["utf-16"] = "utf-16le",
        ["unicode"] = "utf-16le",
    };

    static FileEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <returns>The name by which the app knows an encoding; null if it knows none of that name.</returns>
    public static string? NameOf(string text)
    {
        var name = Aliases.GetValueOrDefault(text.Trim(), text.Trim().ToLowerInvariant());
        try
        {
            return Encoding.GetEncoding(name).CodePage == 65000 ? null : name; // UTF-7 is unsafe.
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>
    /// Finds the encoding: the one that is named, else that of the byte order mark, UTF-8 or GB18030.
    /// </summary>
    /// <param name="named">A name of <see cref="NameOf"/>; null if none was given.</param>
    /// <exception cref="CommandException">The encoding cannot be told.</exception>
    public static FileEncoding Find(InputFile file, (string Name, string Source)? named)
    {
        var mark = MarkOf(file);
        if (named is var (name, source))
            return mark is null || mark == name
                ? Create(name, source)
                : throw new CommandException(
                    $"{file.Path} begins with the byte order mark of {mark}, which contradicts {Option} {name}."
                );
        if (mark is not null)
            return Create(mark, "its byte order mark");
        var lines = LineEncodings.Read(file);
        if (lines.FirstOther is not { } other)
            return Create("utf-8", "all of it is valid UTF-8");
        if (lines.HasNul)
            throw Unknown(file, "has NUL bytes, as UTF-16 without a byte order mark has");
        if (lines.FirstUtf8 is { } utf8)
            throw Unknown(file, $"mixes encodings: line {utf8} is UTF-8 and line {other} is not");
        if (lines.MayBeKorean)
            throw Unknown(file, $"is Korean in EUC-KR, or GB18030 with rare characters (line {other})");
        return lines.IsGb18030
            ? Create(Gb18030, "it is not UTF-8, and its bytes are those of common Chinese characters")
            : throw Unknown(file, $"is neither UTF-8 nor clearly GB18030 (line {other})");
    }

    /// <summary>
    /// Opens the text from its start, without its byte order mark. The reader must not detect the encoding itself: it
    /// would replace invalid bytes in silence.
    /// </summary>
    public StreamReader Open(InputFile file) =>
        new(
            file.FromStart(),
            Encoding,
            detectEncodingFromByteOrderMarks: false,
            bufferSize: 64 * 1024,
            leaveOpen: true
        );

    private static FileEncoding Create(string name, string reason)
    {
        var encoding = Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return new(encoding, name, reason);
    }

    private static CommandException Unknown(InputFile file, string reason) =>
        new($"{file.Path} {reason}: name its encoding with {Option}, such as {Examples}.");

    private static string? MarkOf(InputFile file)
    {
        var start = new byte[4];
        var length = file.FromStart().ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return Marks.FirstOrDefault(it => start.AsSpan(0, length).StartsWith(it.Mark)).Name;
    }
}
