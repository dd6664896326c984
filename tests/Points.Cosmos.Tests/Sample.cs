using System.Text;
using Points.Cosmos.Members;
using Points.Cosmos.Wallets;
using Points.Domain;
using Points.Domain.Actors;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Documents;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Tests;

/// <summary>A small programme, its members and their requests.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));

    public static readonly Requester Operator = new(ActorRole.Operator, "console", "ops-1");

    public static readonly byte[] Document = Encoding.UTF8.GetBytes(
        """
        {
          "programmeId": "shop",
          "name": { "zh": "小店会员", "en": "Shop Club" },
          "issuer": {
            "name": "Example Shop Co.", "creditCode": "91310000MA1K00000X",
            "telecomLicence": { "number": "B2-1", "validUntil": "2030-12-31" },
            "filings": [ { "kind": "programme-filing", "number": "PF-1", "validUntil": "2030-12-31" } ]
          },
          "merchants": [
            { "merchantId": "shop", "name": { "zh": "小店", "en": "Shop" }, "issues": true, "honours": true }
          ],
          "validity": { "kind": "lifetime" },
          "earning": { "base": [ { "id": "base", "pointsPerYuan": 1 } ] },
          "rewards": [
            {
              "rewardId": "mug", "kind": "goods", "name": { "zh": "杯", "en": "Mug" },
              "worthFen": 2500, "price": { "points": 100 }
            }
          ]
        }
        """
    );

    public static ProgrammeTerms Terms { get; } =
        ProgrammeDocumentReader.Read(Document, 1, DateTimeOffset.UnixEpoch).TryGetValue(out var terms)
            ? terms
            : throw new InvalidDataException("the sample programme is not valid");

    /// <summary>A patch that names every field of a profile.</summary>
    public static ProfilePatch PatchTo(Member profile) =>
        new()
        {
            BirthDate = profile.BirthDate,
            CreditGrade = profile.CreditGrade,
            IdentityVerified = profile.IdentityVerified,
            Phone = profile.Phone,
            Email = profile.Email,
            PhoneVerified = profile.PhoneVerified,
            EmailVerified = profile.EmailVerified,
            ExternalId = profile.ExternalId,
            Locale = profile.Locale,
            Consents = new(profile.Consents.Personalisation, profile.Consents.Marketing),
            Programmes = profile.Programmes,
            Pets = profile.Pets,
            Groups = profile.Groups,
        };

    public static async Task<WalletId> EnrolMember(CosmosFixture cosmos)
    {
        var id = new WalletId($"m-{Guid.NewGuid():N}", "shop");
        await new CosmosMemberStore(cosmos.Client).Update(
            id.MemberId,
            _ => Profile(id.MemberId, "shop"),
            CancellationToken.None
        );
        return id;
    }

    public static Member Profile(string memberId, params string[] programmes) =>
        new(memberId, null, null, IdentityVerified: true, null, null, new(false, false), [.. programmes], [], null)
        {
            LedgerKey = new($"key-of-{memberId}"),
        };

    public static Task<Outcome> Earn(
        this CosmosWalletStore store,
        WalletId wallet,
        long points,
        string key,
        string? orderId = null
    )
    {
        var (command, request) = EarnRequest(wallet, points, key, orderId);
        return store.Commit(
            wallet,
            request,
            (loaded, records) => Accrue.Decide(loaded, records, command, Terms, request, Allowance.Unlimited),
            CancellationToken.None
        );
    }

    /// <summary>The purchase that <see cref="Earn"/> books.</summary>
    public static (Accrue Command, Request Request) EarnRequest(
        WalletId wallet,
        long points,
        string key,
        string? orderId = null
    )
    {
        var command = new Accrue(
            wallet,
            "shop",
            orderId ?? $"order-{key}",
            Noon,
            null,
            [new("sku", "general", new(points * 100), 1, null, [])],
            Fen.Zero,
            [],
            false
        );
        return (command, Request.From("merchant:shop", "accruals", key, command.Fingerprint(), Noon));
    }

    public static Task<Outcome> RedeemMugs(
        this CosmosWalletStore store,
        WalletId wallet,
        int mugs,
        string key,
        DateTimeOffset? now = null
    )
    {
        var command = new Redeem(wallet, "mug", null, mugs, null) { By = new Actor.Member(), VoucherCode = key };
        var request = Request.From($"sub:{wallet.MemberId}", "redemptions", key, command.Fingerprint(), now ?? Noon);
        return store.Commit(
            wallet,
            request,
            (loaded, _) => Redeem.Decide(loaded, command, Terms, request),
            CancellationToken.None
        );
    }

    public static Outcome.Booked ExpectBooked(this Outcome outcome) =>
        outcome.Match(it => it, refusal => throw new InvalidOperationException($"refused: {refusal}"));

    public static Refusal ExpectRefused(this Outcome outcome) =>
        outcome.Match(it => throw new InvalidOperationException($"booked: {it}"), refusal => refusal);

    /// <summary>The balance. Checks that ledger, lots and hash chain agree on it.</summary>
    public static async Task<long> VerifiedBalance(this CosmosWalletStore store, WalletId id)
    {
        var wallet = await store.Find(id, CancellationToken.None);
        var entries = (await store.ListEntries(id, long.MaxValue, 10_000, CancellationToken.None)).Reverse().ToArray();
        Assert.Null(HashChain.FindFirstFault(id, wallet!.LedgerKey, entries));
        Assert.Equal(wallet.Sequence, entries.Length);
        Assert.Equal(entries.Sum(entry => entry.Points.Value), wallet.Lots.Open.Sum(lot => lot.Points.Value));
        if (entries.Length > 0)
            Assert.Equal(wallet.Head, entries[^1].Hash);
        return wallet.Lots.Open.Sum(lot => lot.Points.Value);
    }
}
