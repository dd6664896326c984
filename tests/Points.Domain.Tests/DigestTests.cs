namespace Points.Domain.Tests;

public sealed class DigestTests
{
    [Fact]
    public void Parts_that_join_to_the_same_text_have_different_digests() =>
        Assert.NotEqual(Digest.Compute("ab", "c"), Digest.Compute("a", "bc"));

    [Fact]
    public void A_null_an_empty_text_and_a_number_have_different_digests()
    {
        string[] all =
        [
            Digest.Compute("a", null),
            Digest.Compute("a", ""),
            Digest.Compute("a"),
            new Digest().Add("a").Add(0).ToString(),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void A_digest_of_any_text_is_a_valid_id() =>
        Assert.Matches("^[A-Za-z0-9_-]{43}$", Digest.Compute("/\\?#:% 积分 \u0000", new string('x', 10_000)));
}
