namespace Points.Domain.Tests;

public sealed class DigestTests
{
    [Fact]
    public void Parts_cannot_be_shifted_into_one_another() =>
        Assert.NotEqual(Digest.Compute("ab", "c"), Digest.Compute("a", "bc"));

    [Fact]
    public void An_absent_part_an_empty_one_and_a_number_differ()
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
    public void It_fits_into_an_id_whatever_went_in() =>
        Assert.Matches("^[A-Za-z0-9_-]{43}$", Digest.Compute("/\\?#:% 积分 \u0000", new string('x', 10_000)));
}
