using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Points.Domain;

namespace Points.Local.Importing;

/// <summary>Posts purchases through the contract that merchants use, and enrols the customers it meets.</summary>
internal sealed class PurchasePosting(HostApi api, string programmeId, string merchantId)
{
    private const string NotEnrolled = "member-not-enrolled";

    /// <summary>What is carried over from a profile that is there already; an enrolment replaces it as a whole.</summary>
    private static readonly string[] ProfileFields = ["birthDate", "creditGrade", "identityVerified", "phone", "locale", "consents", "pets"];

    /// <summary>Posts first and enrols when told to: so no list of known customers is needed, and nobody is enrolled twice.</summary>
    public async Task<Posted> Post(Purchase purchase, CancellationToken ct)
    {
        var posted = await Accrue(purchase, ct);
        if (posted is not Posted.Refused { Code: NotEnrolled }) return posted;
        return await Enrol(purchase.MemberId, ct) ?? await Accrue(purchase, ct);
    }

    private async Task<Posted> Accrue(Purchase purchase, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["programmeId"] = programmeId,
            ["merchantId"] = merchantId,
            ["orderId"] = purchase.OrderId,
            ["occurredAt"] = purchase.OccurredAt.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
            ["lines"] = new JsonArray(new JsonObject { ["sku"] = "invoice-total", ["category"] = "general", ["amountFen"] = purchase.Amount.Value }),
        };
        var key = Digest.Of("import", merchantId, purchase.OrderId);
        var answer = await api.Send(HttpMethod.Post, $"api/members/{purchase.MemberId}/accruals", body, key, ct);
        return answer.IsSuccess ? new Posted.Accepted((long)answer.Json["points"]!, answer.Replayed) : Refused(answer);
    }

    /// <returns>Why the customer could not be enrolled; null if they were.</returns>
    private async Task<Posted.Refused?> Enrol(string memberId, CancellationToken ct)
    {
        var profile = new JsonObject { ["identityVerified"] = true };
        var known = await api.Send(HttpMethod.Get, $"api/members/{memberId}", body: null, key: null, ct);
        if (known.IsSuccess)
            foreach (var field in ProfileFields)
                if (known.Json[field] is { } value) profile[field] = value.DeepClone();
        if (!known.IsSuccess && known.Status != HttpStatusCode.NotFound) return Refused(known);

        profile["programmes"] = new JsonArray(programmeId);
        var enrolled = await api.Send(HttpMethod.Put, $"api/members/{memberId}", profile, key: null, ct);
        return enrolled.IsSuccess ? null : Refused(enrolled);
    }

    private static Posted.Refused Refused(HostAnswer answer)
    {
        var (code, why) = answer.Problem();
        return new(code, why);
    }
}
