using Points.Domain.Reading;
using Points.Functions.Access;
using Points.Functions.Messaging;

namespace Points.Functions.Intake;

/// <summary>Why a message can never be processed. It is dead-lettered with this reason and description.</summary>
/// <param name="Reason">For programs.</param>
/// <param name="Description">For people. It never contains the token.</param>
internal sealed record MessageRejection(string Reason, string Description)
{
    private const string ForbiddenReason = "forbidden";

    public static MessageRejection Unauthenticated(TokenFault fault) =>
        new(
            "unauthenticated",
            $"The application property {AuthorizationProperty.Name} must be a bearer token for this queue "
                + $"that was valid when the message was sent. {fault.Describe()}"
        );

    public static MessageRejection NotAMerchant { get; } =
        new(ForbiddenReason, "The token belongs to neither a merchant nor an operator.");

    public static MessageRejection WrongMerchant(string merchantId) =>
        new(ForbiddenReason, $"The token does not allow events of the merchant {merchantId}.");

    public static MessageRejection KeyReused { get; } =
        new("idempotency-key-reused", "This merchant has sent a different purchase or refund with this MessageId.");

    /// <summary>With an unknown version the other fields cannot be judged, so only the version is reported.</summary>
    public static MessageRejection From(ValidationErrors errors) =>
        errors.ByPath.ContainsKey(EventMessage.VersionField)
            ? new("unknown-version", $"{EventMessage.VersionField} must be 1, or left out.")
            : new(DeadLetterText.InvalidMessage, DeadLetterText.Truncate(errors.ToString()));
}
