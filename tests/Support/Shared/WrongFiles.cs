using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Strategies.Tests.Support;

/// <summary>
/// Puts every key of a configuration wrong in every way: misspelt, doubled, of another kind, null, too large, negative, far too
/// small. A key a line, so that the line of each mistake is known.
/// </summary>
/// <param name="good">A configuration that is right; one that shows every key is best.</param>
internal sealed class WrongFiles(string good)
{
    private readonly JsonNode _good = JsonNode.Parse(
        good, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
    private readonly List<string> _lines = [];
    private string _path = "";
    private string _way = "";
    private string _wrong = "";
    private int _line;

    /// <summary>The configuration itself, as the wrong ones are written.</summary>
    internal string Good => Write("", "", "");

    /// <summary>Every key wrong in every way.</summary>
    /// <param name="isFree">Tells paths of keys whose name, kind and value are anybody's choice.</param>
    internal IEnumerable<WrongFile> All(Func<string, bool> isFree) =>
        from entry in Keys(_good, "")
        where !isFree(entry.Path)
        from way in Ways(entry.Value)
        let text = Write(entry.Path, way.Way, way.Wrong)
        select new WrongFile($"{entry.Path} {way.Way}", text, _line, entry.Path.Split('.')[^1]);

    private static IEnumerable<(string Path, JsonNode? Value)> Keys(JsonNode? node, string path) => node switch
    {
        JsonObject item => item.SelectMany(pair =>
        {
            string at = path.Length == 0 ? pair.Key : $"{path}.{pair.Key}";
            return Keys(pair.Value, at).Prepend((at, pair.Value));
        }),
        JsonArray list => list.SelectMany((child, index) => Keys(child, $"{path}[{index}]")),
        _ => [],
    };

    private static IEnumerable<(string Way, string Wrong)> Ways(JsonNode? value)
    {
        yield return ("misspelt", "");
        yield return ("doubled", "");
        yield return ("null", "null");
        bool isNumber = value is JsonValue && value.GetValueKind() == JsonValueKind.Number;
        yield return ("of another kind", isNumber ? "\"seven\"" : "7");
        yield return ("another list", value is JsonArray ? "{}" : "[ 1 ]");
        if (isNumber)
        {
            yield return ("too large", "99999999999999999999999");
            yield return ("negative", "-1000000000000000000000");
            yield return ("far too small", "1e-10");
        }
    }

    private string Write(string path, string way, string wrong)
    {
        _lines.Clear();
        (_path, _way, _wrong, _line) = (path, way, wrong, 0);
        Add(_good, "", "", "");
        return string.Join('\n', _lines);
    }

    private void Add(JsonNode? node, string path, string before, string after)
    {
        switch (node)
        {
            case JsonObject item:
                _lines.Add(before + "{");
                foreach ((string key, JsonNode? value) in item)
                {
                    AddKey(key, value, path.Length == 0 ? key : $"{path}.{key}");
                }

                _lines.Add("}" + after);
                break;
            case JsonArray list:
                _lines.Add(before + "[");
                for (int index = 0; index < list.Count; index++)
                {
                    Add(list[index], string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), "", ",");
                }

                _lines.Add("]" + after);
                break;
            default:
                _lines.Add(before + (node?.ToJsonString() ?? "null") + after);
                break;
        }
    }

    private void AddKey(string key, JsonNode? value, string path)
    {
        bool isWrong = path == _path;
        if (isWrong)
        {
            _line = _lines.Count + 1;
        }

        string name = isWrong && _way == "misspelt" ? key[..1] + key : key;
        if (isWrong && _wrong.Length > 0)
        {
            _lines.Add($"\"{name}\": {_wrong},");
            return;
        }

        Add(value, path, $"\"{name}\": ", ",");
        if (isWrong && _way == "doubled")
        {
            _line = _lines.Count + 1;
            Add(value, path, $"\"{name}\": ", ",");
        }
    }
}
