using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Strategies.Sdk;

namespace Strategies.Risk.Files;

/// <summary>Reads a limits file in one pass, so that every complaint has its line.</summary>
internal ref struct LimitsFileParser
{
    private static readonly string[] RootKeys = ["format", "version", "currency", "limits"];
    private static readonly string[] EntryKeys = ["scope", "instrument", .. LimitKey.All.Select(key => key.Name)];

    private readonly ReadOnlySpan<byte> _content;
    private readonly string _fileName;
    private readonly LimitNames _names;
    private readonly LimitEntries _entries = new();
    private Utf8JsonReader _reader;
    private string _key = "";

    public LimitsFileParser(ReadOnlySpan<byte> content, string fileName, LimitNames names)
    {
        _content = content;
        _fileName = fileName;
        _names = names;
        _reader = new Utf8JsonReader(
            content, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
    }

    public LimitsFile Parse()
    {
        if (!Utf8.IsValid(_content))
        {
            throw new LimitsFileException(_fileName, 0, "", "the file is not valid UTF-8", "save it as UTF-8");
        }

        int version = 0;
        Currency currency = default;
        HashSet<string> seen = new(StringComparer.Ordinal);
        Read();
        Expect(JsonTokenType.StartObject, "the file must be one object", "begin it with {");
        while (ReadKey(seen, RootKeys))
        {
            switch (_key)
            {
                case "format":
                    ReadFormat();
                    break;
                case "version":
                    version = ReadPositive();
                    break;
                case "currency":
                    currency = ReadCurrency();
                    break;
                default:
                    ReadLimits();
                    break;
            }
        }

        int lastLine = Line();
        Read(); // anything behind the object is an error of the reader's
        string? missing = RootKeys.Skip(1).FirstOrDefault(key => !seen.Contains(key));
        return missing is null
            ? new LimitsFile(_fileName, version, currency, _entries.ToArray(), _entries.Lines())
            : throw new LimitsFileException(_fileName, lastLine, missing, $"key '{missing}' is missing",
                $"add \"{missing}\" beside {Listed(RootKeys)}");
    }

    private void ReadFormat()
    {
        int format = ReadPositive();
        if (format != LimitsFile.FormatVersion)
        {
            throw Error($"'format' {format} is not supported", $"this build reads {LimitsFile.FormatVersion}");
        }
    }

    private void ReadLimits()
    {
        Read();
        Expect(JsonTokenType.StartArray, "'limits' must be a list", "write [ { ... }, ... ]");
        while (true)
        {
            Read();
            if (_reader.TokenType == JsonTokenType.EndArray)
            {
                return;
            }

            _key = "limits";
            Expect(JsonTokenType.StartObject, "a limit must be an object", "write { \"scope\": \"firm\", ... }");
            ReadEntry();
        }
    }

    private void ReadEntry()
    {
        int entryLine = Line();
        LimitEntry place = default;
        List<(LimitKey Key, long Value, int Line)> values = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (ReadKey(seen, EntryKeys))
        {
            string key = _key;
            switch (key)
            {
                case "scope":
                    (place.Scope, place.ScopeId) = ReadScope();
                    break;
                case "instrument":
                    string symbol = ReadText();
                    place.Instrument = _names.TryInstrument(symbol, out int number, out string hint)
                        ? number
                        : throw Error($"unknown instrument '{symbol}'", hint);
                    break;
                default:
                    LimitKey limit = LimitKey.All.First(candidate => candidate.Name == key);
                    long value = ReadLimit(limit);
                    values.Add((limit, value, Line()));
                    break;
            }
        }

        if (place.Scope == RiskScope.None)
        {
            throw new LimitsFileException(_fileName, entryLine, "scope", "a limit has no 'scope'", ScopeHint);
        }

        if (values.Count == 0)
        {
            throw new LimitsFileException(_fileName, entryLine, "", "this entry sets no limit",
                $"add one of {Listed(LimitKey.All.Select(key => key.Name))}");
        }

        foreach ((LimitKey key, long value, int line) in values)
        {
            place.Control = key.Control;
            place.Value = value;
            Add(key.Name, in place, line);
        }
    }

    private readonly void Add(string key, in LimitEntry entry, int line)
    {
        if (entry.Control == RiskControl.MessagesPerSecond && (entry.Scope == RiskScope.Order || entry.Instrument != 0))
        {
            throw new LimitsFileException(
                _fileName, line, key, $"'{key}' cannot be set per order or instrument",
                "set it at a strategy, an account or the firm, without 'instrument'");
        }

        int firstLine = _entries.Add(in entry, line);
        if (firstLine != 0)
        {
            throw new LimitsFileException(
                _fileName,
                line,
                key,
                $"'{key}' is set twice for the same scope and instrument, first at line {firstLine}",
                "keep one of them");
        }
    }

    private (RiskScope Scope, int Id) ReadScope()
    {
        string text = ReadText();
        int colon = text.IndexOf(':');
        string kind = colon < 0 ? text : text[..colon];
        string name = colon < 0 ? "" : text[(colon + 1)..];
        string hint;
        int id;
        switch (kind)
        {
            case "firm" when colon < 0:
                return (RiskScope.Firm, 0);
            case "order" when colon < 0:
                return (RiskScope.Order, 0);
            case "strategy" when colon > 0:
                return _names.TrySlot(name, out id, out hint)
                    ? (RiskScope.Strategy, id)
                    : throw Error($"unknown strategy '{name}' in 'scope'", hint);
            case "account" when colon > 0:
                return _names.TryAccount(name, out id, out hint)
                    ? (RiskScope.Account, id)
                    : throw Error($"unknown account '{name}' in 'scope'", hint);
            default:
                throw Error($"unknown scope '{text}'", ScopeHint);
        }
    }

    private Currency ReadCurrency()
    {
        string text = ReadText();
        if (text.Length != 3 || !text.All(char.IsAsciiLetterUpper))
        {
            throw Error($"'currency' is '{text}'", "write three capital letters such as USD");
        }

        Currency currency = Currency.Parse(text);
        Instrument? other = _names.Universe.FirstOrDefault(instrument => instrument.Currency != currency);
        return other is null
            ? currency
            : throw Error($"'currency' is {text}, but instrument '{other.Symbol}' trades in {other.Currency}",
                "limits and instruments have one currency");
    }

    private int ReadPositive()
    {
        Read();
        return _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out int value) && value > 0
            ? value
            : throw Error($"'{_key}' is {RawToken()}, which is not supported", "write a whole number, 1 or more");
    }

    private long ReadLimit(LimitKey key)
    {
        Read();
        bool isText = _reader.TokenType == JsonTokenType.String;
        if (isText && !key.AllowsText || !isText && _reader.TokenType != JsonTokenType.Number)
        {
            throw Error($"'{key.Name}' must be a number, not {RawToken()}",
                $"write a number of {key.Unit} without quotes");
        }

        string text = isText ? Text() : Encoding.UTF8.GetString(_reader.ValueSpan);
        return ExactNumber.TryRead(text, key, out long value, out string problem, out string hint)
            ? value
            : throw Error($"'{key.Name}' {problem}", hint);
    }

    private string ReadText()
    {
        Read();
        Expect(JsonTokenType.String, $"'{_key}' must be a text, not {RawToken()}", "write it in quotes");
        return Text();
    }

    private bool ReadKey(HashSet<string> seen, string[] known)
    {
        Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            return false;
        }

        _key = Text();
        if (!known.Contains(_key))
        {
            throw Error($"unknown key '{_key}'", Suggestion.For(_key, known));
        }

        return seen.Add(_key) ? true : throw Error($"key '{_key}' is there twice", "keep one of them");
    }

    private void Read()
    {
        try
        {
            _reader.Read();
        }
        catch (JsonException error)
        {
            int line = (int)(error.LineNumber ?? 0) + 1;
            string message = error.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new LimitsFileException(_fileName, line, _key, $"this is not JSON ({message})",
                "check brackets, quotes and commas up to here", error);
        }
    }

    private readonly string Text()
    {
        try
        {
            return _reader.GetString() ?? "";
        }
        catch (InvalidOperationException error)
        {
            throw new LimitsFileException(_fileName, Line(), _key, "a text has an escape that is no character",
                "write the character itself", error);
        }
    }

    private readonly string RawToken()
    {
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => $"the text \"{Encoding.UTF8.GetString(_reader.ValueSpan)}\"",
            _ => Encoding.UTF8.GetString(_reader.ValueSpan),
        };
    }

    private readonly void Expect(JsonTokenType type, string problem, string hint)
    {
        if (_reader.TokenType != type)
        {
            throw Error(problem, hint);
        }
    }

    private readonly int Line() =>
        _content[..(int)Math.Min(_reader.TokenStartIndex, _content.Length)].Count((byte)'\n') + 1;

    private readonly LimitsFileException Error(string problem, string hint) =>
        new(_fileName, Line(), _key, problem, hint);

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private const string ScopeHint = "write 'firm', 'account:NAME', 'strategy:SLOT' or 'order'";
}
