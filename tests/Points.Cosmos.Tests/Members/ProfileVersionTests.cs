using Points.Cosmos.Keys;
using Points.Cosmos.Members;
using Points.Cosmos.Programmes;
using Points.Cosmos.Wallets;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Members;

/// <summary>A profile is replaced only if it still has the version that a writer has read.</summary>
public sealed class ProfileVersionTests(CosmosFixture cosmos)
{
    private readonly CosmosMemberStore _members = new(cosmos.Client);
    private readonly string _memberId = $"m-{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_returns_the_version_that_is_read_afterwards()
    {
        var created = await Enrol();
        Assert.Equal(created.Version, (await Find()).Version);

        var changed = await ExpectSaved(new() { Locale = "en" });
        Assert.Equal(changed.Version, (await Find()).Version);
        Assert.NotEqual(created.Version, changed.Version);
    }

    [Fact]
    public async Task Of_many_writers_that_replace_the_same_version_one_succeeds()
    {
        var version = (await Enrol()).Version!;

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Change(new() { Phone = $"1380000000{i}" }, new() { Versions = ["other", version] }))
        );

        var winner = Assert.Single(outcomes.OfType<ProfileOutcome.Saved>());
        Assert.Equal(winner.Member.Phone, (await Find()).Phone);
        Assert.All(outcomes.OfType<ProfileOutcome.Refused>(), it => Assert.IsType<Refusal.VersionMismatch>(it.Refusal));
    }

    [Fact]
    public async Task Of_many_writers_that_create_a_member_one_succeeds()
    {
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => Change(new() { IdentityVerified = true, Phone = $"{i}" }, new() { MustBeNew = true }))
        );

        Assert.True(Assert.Single(outcomes.OfType<ProfileOutcome.Saved>()).Created);
        Assert.All(outcomes.OfType<ProfileOutcome.Refused>(), it => Assert.IsType<Refusal.AlreadyExists>(it.Refusal));
    }

    [Fact]
    public async Task Concurrent_patches_of_different_fields_all_survive()
    {
        await Enrol();

        await Task.WhenAll(
            ExpectSaved(new() { Phone = "138" }),
            ExpectSaved(new() { Email = "ming@example.cn" }),
            ExpectSaved(new() { Locale = "en" }),
            ExpectSaved(new() { Consents = new(null, true, "2027-01") }),
            ExpectSaved(new() { Groups = new(IsNamed: true, ["staff"]) })
        );

        var found = await Find();
        Assert.Equal(("138", "ming@example.cn", "en"), (found.Phone, found.Email, found.Locale));
        Assert.Equal(
            new ConsentRecord(ConsentPurpose.Marketing, true, Sample.Noon, "2027-01", ConsentGiver.Member),
            Assert.Single(found.Consents.Records)
        );
        Assert.Equal(["staff"], found.Groups);
    }

    [Fact]
    public async Task The_wallets_know_who_gave_the_consent()
    {
        var child = new DateOnly(2016, 5, 1);
        await _members.Update(
            _memberId,
            _ =>
                Sample.Profile(_memberId, "shop") with
                {
                    BirthDate = child,
                    Consents = Consents.None.Change(
                        new(true, null, ByGuardian: true),
                        ConsentGiver.Operator,
                        child,
                        Sample.Noon
                    ),
                },
            Cancellation
        );

        var facts = (await new CosmosWalletStore(cosmos.Client).Find(new(_memberId, "shop"), Cancellation))!.Facts;
        Assert.True(facts.AllowsPersonalisation(new(2030, 4, 30)));
        Assert.False(facts.AllowsPersonalisation(new(2030, 5, 1)));
    }

    private Task<Member> Enrol() => ExpectSaved(new() { IdentityVerified = true });

    private async Task<Member> ExpectSaved(ProfilePatch patch) =>
        Assert.IsType<ProfileOutcome.Saved>(await Change(patch, WriteCondition.None)).Member;

    private Task<ProfileOutcome> Change(ProfilePatch patch, WriteCondition condition) =>
        new ChangeProfileHandler(
            _members,
            new CosmosLedgerKeys(cosmos.Client),
            new CosmosProgrammes(cosmos.Client, TimeProvider.System),
            new LookupShop(cosmos).Profiles
        ).Handle(
            new(_memberId, patch, ConsentGiver.Member) { MayEnrol = true, Condition = condition },
            Sample.Operator,
            Sample.Noon,
            Cancellation
        );

    private async Task<Member> Find() => (await _members.Find(_memberId, Cancellation))!;
}
