using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Points.Domain;
using Points.Local.Client;

namespace Points.Local.Importing;

/// <summary>Posts purchases through the contract that merchants use, and enrols the customers it meets.</summary>
internal sealed class PurchasePoster(HostClient api, string programmeId, string merchantId)
{
    private const string NotEnrolled = "member-not-enrolled";

    /// <summary>Nobody: what is asked for them is answered without anything being written.</summary>
    private const string NobodysId = "import-check";

    /// <summary>What is carried over from a profile that is there already; an enrolment replaces it as a whole.</summary>
    private static readonly string[] ProfileFields =
    [
        "birthDate",
        "creditGrade",
        "identityVerified",
        "phone",
        "locale",
        "consents",
        "pets",
    ];

    /// <summary>Finds out whether there are such a programme and such a merchant before anybody is enrolled.</summary>
    public async Task CheckProgrammeAndMerchant(CancellationToken ct)
    {
        var purchase = new Transaction.Purchase(
            new(0, "", "", "", ""),
            NobodysId,
            NobodysId,
            DateTimeOffset.UnixEpoch,
            Fen.Zero
        );
        var answer = await api.Send(
            HttpMethod.Post,
            $"api/members/{NobodysId}/accruals/quote",
            BodyOf(purchase),
            key: null,
            ct
        );
        var (code, why) = answer.Problem();
        if ((answer.IsSuccess && answer.Json is not null) || code == NotEnrolled)
            return;
        throw code switch
        {
            "not-found" => new CommandException($"The host has no programme {programmeId}."),
            "merchant-not-in-programme" => new CommandException(
                $"The merchant {merchantId} gives no points in the programme {programmeId}."
            ),
            _ when answer.Json is null => api.UnexpectedAnswer(answer),
            _ => new CommandException(
                $"The host takes no purchases of {merchantId} in the programme {programmeId} ({code}): {why}"
            ),
        };
    }

    /// <summary>Posts first and enrols when told to: so no list of known customers is needed, and nobody is enrolled twice.</summary>
    public async Task<PostResult> Post(Transaction.Purchase purchase, CancellationToken ct)
    {
        var posted = await Accrue(purchase, ct);
        if (posted is not PostResult.Refused { Code: NotEnrolled })
            return posted;
        return await Enrol(purchase.MemberId, ct) ?? await Accrue(purchase, ct);
    }

    private async Task<PostResult> Accrue(Transaction.Purchase purchase, CancellationToken ct)
    {
        var key = Digest.Compute("import", merchantId, purchase.OrderId);
        var answer = await api.Send(
            HttpMethod.Post,
            $"api/members/{purchase.MemberId}/accruals",
            BodyOf(purchase),
            key,
            ct
        );
        return answer.IsSuccess
            ? new PostResult.Earned(api.ReadPoints(answer), answer.Replayed)
            : PostResult.Refused.From(answer);
    }

    private JsonObject BodyOf(Transaction.Purchase purchase) =>
        new()
        {
            ["programmeId"] = programmeId,
            ["merchantId"] = merchantId,
            ["orderId"] = purchase.OrderId,
            ["occurredAt"] = purchase.OccurredAt.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
                CultureInfo.InvariantCulture
            ),
            ["lines"] = new JsonArray(
                new JsonObject
                {
                    ["sku"] = "invoice-total",
                    ["category"] = "general",
                    ["amountFen"] = purchase.Amount.Value,
                }
            ),
        };

    /// <returns>Why the customer could not be enrolled; null if they were.</returns>
    private async Task<PostResult.Refused?> Enrol(string memberId, CancellationToken ct)
    {
        var profile = new JsonObject { ["identityVerified"] = true };
        var known = await api.Send(HttpMethod.Get, $"api/members/{memberId}", body: null, key: null, ct);
        if (known.IsSuccess)
        {
            var kept = known.Json ?? throw api.UnexpectedAnswer(known);
            foreach (var field in ProfileFields)
                if (kept[field] is { } value)
                    profile[field] = value.DeepClone();
        }
        if (!known.IsSuccess && known.Status != HttpStatusCode.NotFound)
            return PostResult.Refused.From(known);

        profile["programmes"] = new JsonArray(programmeId);
        var enrolled = await api.Send(HttpMethod.Put, $"api/members/{memberId}", profile, key: null, ct);
        return enrolled.IsSuccess ? null : PostResult.Refused.From(enrolled);
    }
}
