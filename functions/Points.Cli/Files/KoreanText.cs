using System.Text;

namespace Points.Cli.Files;

/// <summary>
/// Tells Korean text in EUC-KR from Chinese text in GB18030. The bytes of Hangul are those of common Chinese
/// characters, but the most frequent syllables are characters that are rare in Chinese.
/// </summary>
internal sealed class KoreanText
{
    /// <summary>
    /// Frequent syllables. Left out are those whose bytes are a character of Chinese names, goods or column titles.
    /// </summary>
    private const string Frequent =
        "이다는을의가고지사하기로인자대한시정상동전원서은를해어들여라세조국니김금액호문명울화용영결점판";

    /// <summary>Of the characters, at least so many in a hundred must be frequent syllables.</summary>
    private const int FrequentPercentMin = 25;

    /// <summary>Of the characters, at most so many in a hundred may be no syllables.</summary>
    private const int OthersPercentMax = 10;

    private static readonly HashSet<(byte, byte)> FrequentBytes = BytesOf(Frequent);

    private long _characters,
        _frequent,
        _others;

    /// <summary>Whether the text may be Korean in EUC-KR.</summary>
    public bool IsLikely =>
        _characters > 0
        && _frequent * 100 >= _characters * FrequentPercentMin
        && _others * 100 <= _characters * OthersPercentMax;

    /// <summary>Counts a character of two bytes, both at least 0xA1.</summary>
    public void Add(byte first, byte second)
    {
        if (first < 0xB0)
            return; // Punctuation.
        _characters++;
        if (first > 0xC8)
            _others++;
        else if (FrequentBytes.Contains((first, second)))
            _frequent++;
    }

    private static HashSet<(byte, byte)> BytesOf(string syllables)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding("euc-kr")!.GetBytes(syllables);
        return [.. bytes.Chunk(2).Select(it => (it[0], it[1]))];
    }
}
