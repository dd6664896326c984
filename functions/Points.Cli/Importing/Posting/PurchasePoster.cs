using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Points.Cli.Client;
using Points.Cli.Importing.Reading;
using Points.Domain;

namespace Points.Cli.Importing.Posting;

/// <summary>Posts purchases over the merchants' API and enrols customers who are not members yet.</summary>
internal sealed class PurchasePoster(HostClient api, HostFault faults, string programmeId, string merchantId)
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
            [],
            CheckMemberId,
            CheckMemberId,
            DateTimeOffset.UnixEpoch,
            [new(PurchaseLine.WholeOrder, PurchaseLine.AnyCategory, Fen.Zero)],
            Refunded: Fen.Zero
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
        var answer = await Accrue(purchase, ct);
        if (answer.Problem().Code == NotEnrolled)
            answer = await Enrol(purchase.MemberId, ct) ?? await Accrue(purchase, ct);
        return answer.IsSuccess
            ? new PostResult.Accepted(
                answer.Replayed,
                Issued: answer.Replayed ? 0 : api.ReadPoints(answer),
                TakenBack: 0,
                IsWaiting: false
            )
            : new PostResult.Refused(faults.From(answer, purchase.Rows[0]));
    }

    private Task<HostResponse> Accrue(Transaction.Purchase purchase, CancellationToken ct) =>
        api.Send(
            HttpMethod.Post,
            $"api/members/{purchase.MemberId}/accruals",
            BodyOf(purchase),
            Digest.Compute("import", merchantId, purchase.OrderId),
            ct
        );

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
            ["lines"] = new JsonArray([
                .. purchase.Lines.Select(line => new JsonObject
                {
                    ["sku"] = line.Sku,
                    ["category"] = line.Category,
                    ["amountFen"] = line.Amount.Value,
                }),
            ]),
        };

    /// <summary>
    /// Enrols a customer. The profile of someone who is a member already stays as it is: they only join the programme.
    /// </summary>
    /// <returns>The answer that refuses it; null if the customer is enrolled.</returns>
    private async Task<HostResponse?> Enrol(string memberId, CancellationToken ct)
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

    private static HostResponse? RefusalOf(HostResponse answer) => answer.IsSuccess ? null : answer;

    /// <summary>The host adds this programme to those the member is in.</summary>
    private JsonObject ProgrammeToJoin() => new() { ["programmes"] = new JsonArray(programmeId) };
}
