using System.Globalization;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Members;

/// <summary>Members are found by what their profiles have, and a verified address is one member's.</summary>
public sealed class MemberLookupTests
{
    private static readonly AddressVerification BySms = new(VerificationMethod.SmsCode, Sample.Noon);

    private readonly ShiftedClock _clock = new();
    private readonly LookupShop _shop;
    private readonly LookupShop _otherInstance;
    private readonly string _phone = $"+86139{Random.Shared.Next(100_000_000):00000000}";
    private readonly string _ming = $"ming-{Guid.NewGuid():N}",
        _lan = $"lan-{Guid.NewGuid():N}";

    public MemberLookupTests(CosmosFixture cosmos) =>
        (_shop, _otherInstance) = (new(cosmos, _clock), new(cosmos, _clock));

    [Fact]
    public async Task A_member_is_found_by_the_number_until_it_changes()
    {
        await _shop.Save(_ming, With(_phone));
        Assert.Equal([_ming], await _otherInstance.FindByPhone(_phone[3..]));

        _clock.Shift = MemberLookup.ReservedFor;
        await _shop.Save(_ming, new() { Phone = (string?)null });

        Assert.Empty(await _otherInstance.FindByPhone(_phone));
    }

    [Fact]
    public async Task A_look_up_whose_profile_was_not_stored_is_no_answer()
    {
        await _shop.Lookups.TryAdd(Value, new("of-nobody"), isVerified: true, Cancellation);

        Assert.Empty(await _shop.FindByPhone(_phone));
    }

    [Fact]
    public async Task Several_members_share_a_number_and_the_one_for_whom_it_is_verified_comes_first()
    {
        await _shop.Save(_lan, With(_phone));
        await _shop.Save(_ming, With(_phone));
        await _shop.Save(_ming, new() { PhoneVerified = BySms });

        Assert.Equal([_ming, _lan], await _shop.FindByPhone(_phone));
        Assert.Equal("phone", RefusedField(await _shop.Change(_lan, new() { PhoneVerified = BySms })));
    }

    [Fact]
    public async Task A_verified_number_is_refused_to_others_until_its_member_gives_it_up()
    {
        await _shop.Save(_ming, With(_phone) with { PhoneVerified = BySms });
        _clock.Shift = 2 * MemberLookup.ReservedFor;
        Assert.Equal("phone", RefusedField(await _otherInstance.Change(_lan, With(_phone))));
        Assert.Null(await _shop.Members.Find(_lan, Cancellation));

        await _shop.Save(_ming, new() { PhoneVerified = (AddressVerification?)null });

        await _otherInstance.Save(_lan, With(_phone) with { PhoneVerified = BySms });
        Assert.Equal([_lan, _ming], await _shop.FindByPhone(_phone));
    }

    [Fact]
    public async Task A_reservation_whose_profile_was_never_stored_ends()
    {
        await _shop.Lookups.TryAdd(Value, new("of-nobody"), isVerified: true, Cancellation);
        Assert.Equal("phone", RefusedField(await _shop.Change(_ming, With(_phone))));

        _clock.Shift = MemberLookup.ReservedFor;

        await _shop.Save(_ming, With(_phone) with { PhoneVerified = BySms });
    }

    [Fact]
    public async Task Of_many_who_verify_a_number_at_once_one_has_it()
    {
        string[] members =
        [
            .. Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"{_ming}-{i}")),
        ];

        var outcomes = await Task.WhenAll(
            members.Select(
                (id, i) => (i % 2 == 0 ? _shop : _otherInstance).Change(id, With(_phone) with { PhoneVerified = BySms })
            )
        );

        var saved = Assert.Single(outcomes.OfType<ProfileOutcome.Saved>()).Member.MemberId;
        Assert.All(outcomes.OfType<ProfileOutcome.Refused>(), it => Assert.IsType<Refusal.AddressInUse>(it.Refusal));
        Assert.Equal([saved], await _shop.FindByPhone(_phone));
    }

    [Fact]
    public async Task Given_changes_to_and_fro_at_once_Then_the_member_is_found_by_what_the_profile_has()
    {
        var other = $"+86138{Random.Shared.Next(100_000_000):00000000}";
        await _shop.Save(_ming, With(_phone));

        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    (i % 2 == 0 ? _shop : _otherInstance).Change(_ming, new() { Phone = i % 3 == 0 ? other : _phone })
                )
        );

        var stored = (await _shop.Members.Find(_ming, Cancellation))!.Phone!;
        Assert.Equal([_ming], await _shop.FindByPhone(stored));
        Assert.Empty(await _shop.FindByPhone(stored == other ? _phone : other));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LookupValue Value => LookupValue.FromPhone(_phone)!;

    private static ProfilePatch With(string phone) => new() { IdentityVerified = true, Phone = phone };

    private static string? RefusedField(ProfileOutcome outcome) =>
        outcome.Match(saved: _ => null, refused: it => (it as Refusal.AddressInUse)?.Field);
}
