using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Wallets;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WalletView))]
[JsonSerializable(typeof(ListView<NamedWalletView>))]
[JsonSerializable(typeof(ListView<EntryView>))]
internal sealed partial class WalletsJson : JsonSerializerContext;
