using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Domain.Actors;
using Points.Domain.Approving;
using Points.Functions.Http;
using Points.Functions.Notifying;
using Points.Functions.OpenApi;

namespace Points.Functions.Approving;

/// <summary>What one operator has asked for, and what became of it.</summary>
/// <param name="Command">What is to be done, exactly as it was asked for.</param>
/// <param name="Because">Why it needs a second operator.</param>
/// <param name="Reason">Why it is to be done, in the words of who asks.</param>
/// <param name="Note">What they said who decided.</param>
/// <param name="Answer">What the command answered when it ran; missing before.</param>
internal sealed record ApprovalView(
    string ApprovalId,
    [OneOf(typeof(ApprovalKind), JsonKnownNamingPolicy.KebabCaseLower)] string Kind,
    [OneOf(typeof(ApprovalStatus))] string Status,
    JsonElement Command,
    string Because,
    string? Reason,
    PersonView RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset ExpiresAt,
    PersonView? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Note,
    ApprovedAnswerView? Answer
)
{
    public static ApprovalView From(Approval it, DateTimeOffset now) =>
        new(
            it.ApprovalId,
            JsonNamingPolicy.KebabCaseLower.ConvertName($"{it.Kind}"),
            EnumNames.NameOf(it.StatusAt(now)),
            it.Command,
            it.Because,
            it.Reason,
            PersonView.From(it.RequestedBy),
            it.RequestedAt,
            it.ExpiresAt,
            it.DecidedBy is { } decider ? PersonView.From(decider) : null,
            it.DecidedAt,
            it.Note,
            it.Answer is { } answer ? new(answer.Status, answer.Body) : null
        );

    public static ViewResponse<ApprovalView> Respond(int status, Approval approval, DateTimeOffset now) =>
        new(status, From(approval, now), ApprovingJson.Default.ApprovalView);
}

/// <summary>Who asked or decided.</summary>
/// <param name="Subject">The person; missing if they were erased.</param>
internal sealed record PersonView([OneOf(typeof(ActorRole))] string Role, string? Client, string? Subject)
{
    public static PersonView From(Requester it) =>
        new(EnumNames.NameOf(it.Role), it.Client, it.Subject.Length == 0 ? null : it.Subject);
}

/// <param name="Status">The HTTP status that the request would have had.</param>
/// <param name="Body">The body that it would have had.</param>
internal sealed record ApprovedAnswerView(int Status, JsonElement Body);
