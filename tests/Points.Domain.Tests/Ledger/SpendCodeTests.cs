using Points.Domain.Ledger;

namespace Points.Domain.Tests.Ledger;

/// <summary>A spend code allows what it names, and nothing else.</summary>
public sealed class SpendCodeTests
{
    private static readonly DateTimeOffset Until = new(2027, 3, 10, 4, 1, 0, TimeSpan.Zero);

    private static readonly SpendCode Film = new("ming", "digest", Until, new(3_000))
    {
        ProgrammeId = "alliance",
        MerchantId = "cinema",
        RewardId = "film",
    };

    [Theory]
    [InlineData("digest", "alliance", "cinema", "film", true)]
    [InlineData("other", "alliance", "cinema", "film", false)]
    [InlineData("digest", "other", "cinema", "film", false)]
    [InlineData("digest", "alliance", "other", "film", false)]
    [InlineData("digest", "alliance", "cinema", "other", false)]
    public void A_code_allows_only_what_it_names(
        string digest,
        string programmeId,
        string merchantId,
        string rewardId,
        bool isAllowed
    ) => Assert.Equal(isAllowed, Film.Allows(digest, programmeId, merchantId, rewardId, Until.AddSeconds(-1)));

    [Fact]
    public void A_code_ends_at_its_instant() =>
        Assert.False(Film.Allows("digest", "alliance", "cinema", "film", Until));

    [Fact]
    public void A_code_that_names_no_reward_allows_any_of_its_merchant()
    {
        var cinema = Film with { RewardId = null };

        Assert.True(cinema.Allows("digest", "alliance", "cinema", "popcorn", Until.AddSeconds(-1)));
        Assert.False(cinema.Allows("digest", "alliance", "tea-house", "popcorn", Until.AddSeconds(-1)));
    }

    [Fact]
    public void A_code_from_before_it_named_anything_allows_all()
    {
        var old = new SpendCode("ming", "digest", Until, Cap: null);

        Assert.True(old.Allows("digest", "any", "any", "any", Until.AddSeconds(-1)));
        Assert.True(old.Covers(new(90_000)));
    }

    [Fact]
    public void A_code_covers_points_up_to_its_cap()
    {
        Assert.True(Film.Covers(new(3_000)));
        Assert.False(Film.Covers(new(3_001)));
    }
}
