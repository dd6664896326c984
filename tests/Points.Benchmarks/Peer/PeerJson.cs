using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Benchmarks.Peer;

/// <summary>Reads and writes JSON with code made at build time.</summary>
[JsonSerializable(typeof(AccrualRequest))]
[JsonSerializable(typeof(RedemptionRequest))]
[JsonSerializable(typeof(AccrualAnswer))]
[JsonSerializable(typeof(RedemptionAnswer))]
[JsonSerializable(typeof(WalletView))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(EntryBody))]
[JsonSerializable(typeof(RedemptionBody))]
[JsonSerializable(typeof(SettlementMessage))]
internal sealed partial class PeerJson : JsonSerializerContext
{
    /// <summary>Writes characters such as ¥ as they are: nobody puts these answers into a web page.</summary>
    public static readonly PeerJson Plain = new(
        new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            PropertyNameCaseInsensitive = false,
            NumberHandling = JsonNumberHandling.Strict,
        }
    );
}
