using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Points.Cli.Client;
using Points.Domain;

namespace Points.Cli.Importing;

/// <summary>Posts purchases over the merchants' API and enrols customers who are not members yet.</summary>
internal sealed class PurchasePoster(HostClient api, string programmeId, string merchantId)
{
    private const string NotEnrolled = "member-not-enrolled";

    /// <summary>
    /// The member of a quote that only checks the programme and the merchant. The member need not exist, and a quote
    /// writes nothing.
    /// </summary>
    private const string CheckMemberId = "import-check";

    /// <summary>Checks that the programme and the merchant exist before any member is enrolled.</summary>
    public async Task CheckProgrammeAndMerchant(CancellationToken ct)
    {
        var purchase = new Transaction.Purchase(
            new SourceRow(Line: 0, Order: "", Date: "", Customer: "", Amount: ""),
            CheckMemberId,
            CheckMemberId,
            DateTimeOffset.UnixEpoch,
            Fen.Zero
        );
        var answer = await api.Send(
            HttpMethod.Post,
            $"api/members/{CheckMemberId}/accruals/quote",
            BodyOf(purchase),
            key: null,
            ct
        );
        var (code, reason) = answer.Problem();
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
                $"The host refuses purchases of {merchantId} in the programme {programmeId} ({code}): {reason}"
            ),
        };
    }

    /// <summary>
    /// Posts first and enrols only if the host asks for it, so that no list of known customers is needed.
    /// </summary>
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

    /// <summary>
    /// Enrols a customer. The profile of someone who is a member already stays as it is: they only join the programme.
    /// </summary>
    /// <returns>The refusal; null if the customer is enrolled.</returns>
    private async Task<PostResult.Refused?> Enrol(string memberId, CancellationToken ct)
    {
        var joined = await Join(memberId, ct);
        if (joined.Status != HttpStatusCode.NotFound)
            return RefusalOf(joined);

        // Only members with a verified identity earn (law L4). The import trusts the retailer to know its customers.
        var profile = ProgrammeToJoin();
        profile["identityVerified"] = true;
        var created = await api.Create($"api/members/{memberId}", profile, ct);
        // Another import has enrolled them meanwhile, or the first answer was lost.
        return RefusalOf(created.Status == HttpStatusCode.PreconditionFailed ? await Join(memberId, ct) : created);
    }

    private Task<HostResponse> Join(string memberId, CancellationToken ct) =>
        api.Send(HttpMethod.Patch, $"api/members/{memberId}", ProgrammeToJoin(), key: null, ct);

    private static PostResult.Refused? RefusalOf(HostResponse answer) =>
        answer.IsSuccess ? null : PostResult.Refused.From(answer);

    /// <summary>The host adds this programme to those the member is in.</summary>
    private JsonObject ProgrammeToJoin() => new() { ["programmes"] = new JsonArray(programmeId) };
}
