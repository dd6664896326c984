using System.Text;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;

namespace Points.Domain.Tests;

/// <summary>A small programme, a member and commands for tests.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));
    public static readonly WalletId WalletOfMing = new("m-1", "shop");
    public static readonly MemberFacts Verified = new(IdentityVerified: true, Frozen: false);

    public const string Document = """
        {
          "programmeId": "shop",
          "name": { "zh": "小店会员", "en": "Shop Club" },
          "issuer": {
            "name": "Example Shop Co.", "creditCode": "91310000MA1K00000X",
            "telecomLicence": { "number": "B2-1", "validUntil": "2030-12-31" },
            "filings": [ { "kind": "programme-filing", "number": "PF-1", "validUntil": "2029-06-30" } ]
          },
          "merchants": [
            { "merchantId": "shop", "name": { "zh": "小店", "en": "Shop" }, "issues": true, "honours": true },
            { "merchantId": "kiosk", "name": { "zh": "亭", "en": "Kiosk" }, "issues": true },
            { "merchantId": "cinema", "name": { "zh": "影院", "en": "Cinema" }, "honours": true }
          ],
          "validity": { "kind": "months", "months": 24, "monthEnd": true },
          "earning": { "base": [ { "id": "base", "pointsPerYuan": 1 } ] },
          "rewards": [
            {
              "rewardId": "mug", "kind": "goods", "name": { "zh": "杯", "en": "Mug" },
              "merchantId": "shop", "worthFen": 2500, "price": { "points": 100 }
            },
            {
              "rewardId": "voucher", "kind": "voucher",
              "name": { "zh": "券", "en": "Voucher" }, "price": { "pointsPerYuan": 30, "minimumPoints": 100 }
            }
          ]
        }
        """;

    public static ProgrammeTerms Terms { get; } = Read(Document);

    public static LedgerKey KeyOfMing { get; } = new("key-of-ming");

    /// <summary>Puts a whole profile.</summary>
    public static Member Put(Member profile, Member? current, DateTimeOffset now) =>
        new ChangeProfile(profile.MemberId, PatchTo(profile), ConsentGiver.Operator).ApplyTo(current, KeyOfMing, now);

    /// <summary>A patch that names every field of a profile.</summary>
    public static ProfilePatch PatchTo(Member profile) =>
        new()
        {
            BirthDate = profile.BirthDate,
            CreditGrade = profile.CreditGrade,
            IdentityVerified = profile.IdentityVerified,
            Phone = profile.Phone,
            Email = profile.Email,
            Locale = profile.Locale,
            Consents = new(profile.Consents.Personalisation, profile.Consents.Marketing),
            Programmes = profile.Programmes,
            Pets = profile.Pets,
            Groups = profile.Groups,
        };

    public static Wallet NewWallet => Wallet.Open(WalletOfMing, KeyOfMing, Verified);

    public static ProgrammeTerms Read(string json) =>
        ProgrammeDocumentReader
            .Read(Encoding.UTF8.GetBytes(json), 1, DateTimeOffset.UnixEpoch)
            .TryGetValue(out var revision)
            ? revision
            : throw new InvalidDataException("the sample programme is not valid");

    public static Request Request(string key, DateTimeOffset? now = null, string fingerprint = "f") =>
        Domain.Ledger.Request.From("merchant:shop", "test", key, fingerprint, now ?? Noon);

    public static Accrue Purchase(
        long fen,
        string orderId = "order-1",
        string merchantId = "shop",
        DateTimeOffset? at = null,
        long paidWithPointsFen = 0
    ) =>
        new(
            WalletOfMing,
            merchantId,
            orderId,
            at ?? Noon,
            null,
            [new("sku-1", "general", new(fen), 1, null, [])],
            new(paidWithPointsFen),
            [],
            ByOperator: false
        );

    public static Redeem Redeem(string rewardId, int quantity = 1, long? points = null, string? honouredBy = null) =>
        new(WalletOfMing, rewardId, honouredBy, quantity, points is { } value ? new Points(value) : null)
        {
            By = new Actor.Member(),
            VoucherCode = "code",
        };

    public static Decision.Accepted ExpectAccepted(this Decision decision) =>
        decision.Match(it => it, refusal => throw new InvalidOperationException($"refused: {refusal}"));

    public static Order CreatedOrder(this Decision.Accepted accepted) => accepted.NewRecords.OfType<Order>().Single();

    public static Refusal ExpectRefused(this Decision decision) =>
        decision.Match(it => throw new InvalidOperationException($"accepted: {it}"), refusal => refusal);

    /// <summary>A wallet that earned these points at noon.</summary>
    public static Wallet WalletWithPoints(long points) => NewWallet.AfterEarning(points, Noon);

    public static Wallet AfterEarning(
        this Wallet wallet,
        long points,
        DateTimeOffset now,
        string merchantId = "shop"
    ) =>
        Accrue
            .Decide(
                wallet,
                LoadedRecords.None,
                Purchase(points * 100, $"order-{wallet.Sequence}", merchantId, now),
                Terms,
                Request($"key-{wallet.Sequence}", now),
                Allowance.Unlimited
            )
            .ExpectAccepted()
            .PendingChange.Wallet;
}
