using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Enrolling;

public sealed class ChangeProfileTests
{
    private static readonly Member Ming = Member.Unknown("m-1") with
    {
        BirthDate = new(1990, 5, 1),
        CreditGrade = CreditGrade.B,
        IdentityVerified = true,
        Phone = "138",
        Email = "ming@example.cn",
        Locale = "zh",
        Consents = new(Personalisation: true, Marketing: true),
        Programmes = ["shop"],
        Pets = [new("Mimi", new(2020, 2, 29))],
        Groups = ["staff"],
        LedgerKey = KeyOfMing,
        Version = "v1",
    };

    [Fact]
    public void A_new_member_gets_the_new_key_and_keeps_it()
    {
        var first = Patch(new() { IdentityVerified = true }, null);

        Assert.Equal(KeyOfMing, first.LedgerKey);
        Assert.Equal(KeyOfMing, Command(new()).ApplyTo(first, new("other"), Noon).LedgerKey);
    }

    [Fact]
    public void What_a_patch_does_not_name_stays()
    {
        var patched = Patch(new() { IdentityVerified = true, Programmes = ["airline"] }, Ming);

        Assert.Equal(Ming with { Programmes = patched.Programmes, OwnDaySpans = patched.OwnDaySpans }, patched);
        Assert.Equal(["shop", "airline"], patched.Programmes);
    }

    [Fact]
    public void Null_removes_what_can_be_removed()
    {
        var patched = Patch(
            new()
            {
                BirthDate = (DateOnly?)null,
                CreditGrade = (CreditGrade?)null,
                Phone = (string?)null,
                Email = (string?)null,
                Locale = (string?)null,
                Consents = ConsentChange.WithdrawAll,
                Pets = new(IsNamed: true, []),
                Groups = new(IsNamed: true, []),
            },
            Ming
        );

        Assert.Equal(
            (null, null, null, null, null),
            (patched.BirthDate, patched.CreditGrade, patched.Phone, patched.Email, patched.Locale)
        );
        Assert.Equal((false, false), (patched.Consents.Personalisation, patched.Consents.Marketing));
        Assert.Equal((0, 0), (patched.Pets.Length, patched.Groups.Length));
    }

    [Fact]
    public void A_frozen_member_stays_frozen_and_in_the_family()
    {
        var updated = Put(Ming, Ming with { FrozenReason = "reported stolen", FamilyId = "fam" }, Noon);

        Assert.Equal(("reported stolen", "fam"), (updated.FrozenReason, updated.FamilyId));
        Assert.True(updated.Facts.Frozen);
    }

    [Fact]
    public void A_patch_of_a_birthday_counts_later() =>
        Assert.NotEmpty(Patch(new() { BirthDate = new DateOnly(1990, 6, 1) }, Ming).OwnDaySpans);

    [Fact]
    public void Only_a_known_member_can_be_patched_and_a_new_one_says_whether_their_identity_is_verified()
    {
        Assert.IsType<Refusal.NotFound>(Command(new()).FindRefusal(null, Noon));
        Assert.IsType<Refusal.Invalid>((Command(new()) with { MayEnrol = true }).FindRefusal(null, Noon));
        Assert.Null((Command(new() { IdentityVerified = true }) with { MayEnrol = true }).FindRefusal(null, Noon));
    }

    [Theory]
    [InlineData("v1", true)]
    [InlineData("v0,v1", true)]
    [InlineData("v2", false)]
    [InlineData("", false)]
    public void Only_a_version_that_was_named_is_replaced(string versions, bool isReplaced)
    {
        var command = Command(new()) with { Condition = new() { Versions = [.. versions.Split(',')] } };

        Assert.Equal(isReplaced, command.FindRefusal(Ming, Noon) is null);
        Assert.Equal(isReplaced, command.FindRefusal(Ming, Noon) is not Refusal.VersionMismatch);
    }

    [Fact]
    public void A_condition_can_ask_for_any_version_or_for_none()
    {
        var put = Command(new() { IdentityVerified = true }) with { MayEnrol = true };
        var (mustExist, mustBeNew) = (
            put with
            {
                Condition = new() { MustExist = true },
            },
            put with
            {
                Condition = new() { MustBeNew = true },
            }
        );

        Assert.Null(mustExist.FindRefusal(Ming, Noon));
        Assert.IsType<Refusal.VersionMismatch>(mustExist.FindRefusal(null, Noon));
        Assert.Null(mustBeNew.FindRefusal(null, Noon));
        Assert.IsType<Refusal.AlreadyExists>(mustBeNew.FindRefusal(Ming, Noon));
    }

    private static ChangeProfile Command(ProfilePatch patch) => new("m-1", patch, ConsentGiver.Member);

    private static Member Patch(ProfilePatch patch, Member? current) =>
        Command(patch).ApplyTo(current, KeyOfMing, Noon);
}
