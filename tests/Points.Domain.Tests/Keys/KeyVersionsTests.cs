using Points.Domain.Keys;

namespace Points.Domain.Tests.Keys;

/// <summary>Keys are read from the text of a secret or a file, and are never shown.</summary>
public sealed class KeyVersionsTests
{
    private static readonly string First = Key(1),
        Second = Key(2);

    [Fact]
    public void The_first_key_is_in_use_and_all_are_found()
    {
        var keys = KeyVersions.TryParse($"{First}\n{Second}\n")!;

        Assert.Equal(keys.All[0].Id, keys.Current.Id);
        Assert.Equal(Second, Convert.ToBase64String(keys.Find(keys.All[1].Id)!.Bytes));
        Assert.Null(keys.Find("absent"));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData(",")]
    [InlineData("\r\n")]
    [InlineData(" , ")]
    public void White_space_and_commas_separate_keys(string separator) =>
        Assert.Equal(2, KeyVersions.TryParse(First + separator + Second)!.All.Length);

    public static TheoryData<string> Malformed =>
        [
            "",
            "not base64",
            Convert.ToBase64String(new byte[31]),
            Convert.ToBase64String(new byte[33]),
            Convert.ToBase64String(new byte[64]),
            First[..^1],
            $"{First} {First}",
            $"{First} {Second} x",
            string.Join(' ', Enumerable.Range(0, KeyVersions.VersionsMax + 1).Select(fill => Key((byte)fill))),
        ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Other_texts_are_no_keys(string text) => Assert.Null(KeyVersions.TryParse(text));

    [Fact]
    public void An_id_follows_from_its_key_and_does_not_contain_it()
    {
        var (one, same, other) = (new SecretKey(new byte[32]), new SecretKey(new byte[32]), Parse(First));

        Assert.Equal(one.Id, same.Id);
        Assert.NotEqual(one.Id, other.Id);
        Assert.Matches("^[A-Za-z0-9_-]{12}$", one.Id);
    }

    [Fact]
    public void No_text_form_shows_a_key()
    {
        var keys = new SecretKeys(KeyVersions.TryParse(First)!, KeyVersions.TryParse(Second)!);

        Assert.DoesNotContain(First, $"{keys} {keys.Signing.Current}", StringComparison.Ordinal);
    }

    private static SecretKey Parse(string text) => KeyVersions.TryParse(text)!.Current;

    private static string Key(byte fill) => Convert.ToBase64String([.. Enumerable.Repeat(fill, SecretKey.Length)]);
}
