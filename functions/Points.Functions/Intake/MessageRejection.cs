using Points.Domain.Reading;
using Points.Functions.Messaging;

namespace Points.Functions.Intake;

/// <summary>Why a message can never be taken, however often it came: it is dead-lettered with this.</summary>
/// <param name="Reason">For programs.</param>
/// <param name="Description">For people; never with the token in it.</param>
internal sealed record MessageRejection(string Reason, string Description)
{
    private const string ForbiddenReason = "forbidden";

    public static MessageRejection Unauthenticated { get; } =
        new(
            "unauthenticated",
            $"The application property {MerchantEvents.AuthorizationProperty} must be a bearer token for this app, valid when the message was sent."
        );

    public static MessageRejection NotAMerchant { get; } =
        new(ForbiddenReason, "The token is no merchant's and no operator's.");

    public static MessageRejection WrongMerchant(string merchantId) =>
        new(ForbiddenReason, $"The token does not allow to post for the merchant {merchantId}.");

    public static MessageRejection KeyReused { get; } =
        new("idempotency-key-reused", "This MessageId came before with another purchase or refund of this merchant.");

    /// <summary>What another version may say is not known: only the version is at fault then.</summary>
    public static MessageRejection From(ValidationErrors errors) =>
        errors.ByPath.ContainsKey(EventMessage.VersionField)
            ? new("unknown-version", $"{EventMessage.VersionField} must be 1, or left out.")
            : new(DeadLetterText.InvalidMessage, DeadLetterText.Truncate(errors.ToString()));
}
