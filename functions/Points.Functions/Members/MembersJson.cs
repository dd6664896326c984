using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Members;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MemberView))]
[JsonSerializable(typeof(CardCodeView))]
[JsonSerializable(typeof(ResolvedMemberView))]
internal sealed partial class MembersJson : JsonSerializerContext;
