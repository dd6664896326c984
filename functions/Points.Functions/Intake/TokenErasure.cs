using Azure.Messaging.ServiceBus;
using Points.Functions.Messaging;

namespace Points.Functions.Intake;

/// <summary>
/// Blanks the token of a message that becomes a dead letter. Dead letters stay for a long time, and people read them.
/// </summary>
internal static class TokenErasure
{
    /// <returns>The properties to change when the message is settled.</returns>
    public static Dictionary<string, object> Of(ServiceBusReceivedMessage message) =>
        message
            .ApplicationProperties.Keys.Where(AuthorizationProperty.MayBe)
            .ToDictionary(name => name, object (_) => "", StringComparer.Ordinal);
}
