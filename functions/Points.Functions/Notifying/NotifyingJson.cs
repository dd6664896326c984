using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Notifying;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GatewayBody))]
[JsonSerializable(typeof(ListView<MemberNoticeView>))]
internal sealed partial class NotifyingJson : JsonSerializerContext;
