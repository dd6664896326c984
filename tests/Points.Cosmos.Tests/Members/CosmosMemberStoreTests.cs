using Points.Cosmos.Members;
using Points.Cosmos.Wallets;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Tests.Members;

public sealed class CosmosMemberStoreTests(CosmosFixture cosmos)
{
    private readonly CosmosMemberStore _members = new(cosmos.Client);
    private readonly CosmosWalletStore _wallets = new(cosmos.Client);
    private readonly string _memberId = $"m-{Guid.NewGuid():N}";

    [Fact]
    public async Task When_enrolling_Then_the_profile_is_stored_and_each_programme_has_a_wallet()
    {
        var profile = Sample.Profile(_memberId, "shop", "cafe") with
        {
            BirthDate = new(1990, 5, 1),
            CreditGrade = CreditGrade.A,
            Phone = "+86 138 0000 0000",
            Pets = [new("Mimi", new(2020, 2, 29))],
        };

        await Change(_ => profile);

        var found = await _members.Find(_memberId, TestContext.Current.CancellationToken);
        Assert.Equal(
            (profile.BirthDate, profile.CreditGrade, profile.Phone, profile.Pets[0], profile.Consents),
            (found!.BirthDate, found.CreditGrade, found.Phone, found.Pets[0], found.Consents)
        );
        foreach (var programmeId in profile.Programmes)
            Assert.Equal(0, await _wallets.VerifiedBalance(new(_memberId, programmeId)));
    }

    [Fact]
    public async Task When_a_profile_changes_Then_every_wallet_has_the_new_facts_and_keeps_its_points()
    {
        await Change(_ => Sample.Profile(_memberId, "shop", "cafe"));
        await _wallets.Earn(new(_memberId, "shop"), 70, "k1");

        await Change(member => member! with { FrozenReason = "reported stolen" });

        Assert.IsType<Refusal.MemberFrozen>((await _wallets.Earn(new(_memberId, "shop"), 10, "k2")).ExpectRefused());
        Assert.True((await _wallets.Find(new(_memberId, "cafe"), TestContext.Current.CancellationToken))!.Facts.Frozen);
        Assert.Equal(70, await _wallets.VerifiedBalance(new(_memberId, "shop")));
    }

    [Fact]
    public async Task Given_concurrent_purchases_and_profile_changes_Then_none_is_lost()
    {
        await Change(_ => Sample.Profile(_memberId, "shop"));

        var purchases = Enumerable.Range(0, 20).Select(i => (Task)_wallets.Earn(new(_memberId, "shop"), 10, $"k{i}"));
        var changes = Enumerable
            .Range(0, 10)
            .Select(i => (Task)Change(member => member! with { Programmes = [.. member.Programmes, $"p{i}"] }));
        await Task.WhenAll(purchases.Concat(changes));

        Assert.Equal(11, (await _members.Find(_memberId, TestContext.Current.CancellationToken))!.Programmes.Length);
        Assert.Equal(200, await _wallets.VerifiedBalance(new(_memberId, "shop")));
    }

    [Fact]
    public async Task Given_no_new_profile_Then_nothing_is_stored()
    {
        Assert.Null(await Change(_ => null));
        Assert.Null(await _members.Find(_memberId, TestContext.Current.CancellationToken));
    }

    private Task<Member?> Change(Func<Member?, Member?> change) =>
        _members.Update(
            _memberId,
            current => change(current) is { } next ? new ProfileChange(next) : null,
            TestContext.Current.CancellationToken
        );
}
