using System.Globalization;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Strategies.Plugins.Tests.Verifying.Support;

/// <summary>
/// Writes a method's body from text: instructions between semicolons, <c>name:</c> before one that is jumped to, and at the beginning
/// <c>.locals TYPE TYPE</c>, <c>.noinit</c>, <c>.try FROM TO catch TYPE FROM TO</c> (also finally, fault, filter).
/// </summary>
internal sealed class IlText(ModuleDefinition module, MethodDefinition method)
{
    private static readonly Dictionary<string, OpCode> OpCodesByName = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Name, StringComparer.Ordinal);

    private readonly Dictionary<string, Instruction> _labels = new(StringComparer.Ordinal);
    private readonly List<(Instruction Instruction, string[] Labels)> _jumps = [];
    private readonly List<string[]> _regions = [];

    /// <summary>Writes the body anew.</summary>
    internal void Write(string text)
    {
        method.Body = new MethodBody(method) { InitLocals = true };
        foreach (string line in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words[0])
            {
                case ".locals":
                    Array.ForEach(words[1..], word => method.Body.Variables.Add(new VariableDefinition(Type(word))));
                    break;
                case ".noinit":
                    method.Body.InitLocals = false;
                    break;
                case ".try":
                    _regions.Add(words);
                    break;
                default:
                    Add(words);
                    break;
            }
        }

        _jumps.ForEach(jump => jump.Instruction.Operand = jump.Labels.Length == 1 && jump.Instruction.OpCode != OpCodes.Switch
            ? _labels[jump.Labels[0]] : jump.Labels.Select(label => _labels[label]).ToArray());
        _regions.ForEach(AddRegion);
    }

    private void Add(string[] words)
    {
        string? label = words[0].EndsWith(':') ? words[0][..^1] : null;
        string[] rest = label is null ? words : words[1..];
        OpCode code = OpCodesByName[rest[0]];
        string operand = string.Join(' ', rest.Skip(1));
        Instruction instruction = code.OperandType switch
        {
            OperandType.InlineNone => Instruction.Create(code),
            OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget => Instruction.Create(code, Instruction.Create(OpCodes.Nop)),
            OperandType.InlineSwitch => Instruction.Create(code, Array.Empty<Instruction>()),
            OperandType.InlineI => Instruction.Create(code, int.Parse(operand, CultureInfo.InvariantCulture)),
            OperandType.ShortInlineI when code == OpCodes.Unaligned => Instruction.Create(code, byte.Parse(operand, CultureInfo.InvariantCulture)),
            OperandType.ShortInlineI => Instruction.Create(code, sbyte.Parse(operand, CultureInfo.InvariantCulture)),
            OperandType.InlineI8 => Instruction.Create(code, long.Parse(operand, CultureInfo.InvariantCulture)),
            OperandType.InlineR => Instruction.Create(code, double.Parse(operand, CultureInfo.InvariantCulture)),
            OperandType.InlineString => Instruction.Create(code, operand),
            OperandType.InlineVar or OperandType.ShortInlineVar =>
                Instruction.Create(code, method.Body.Variables[int.Parse(operand, CultureInfo.InvariantCulture)]),
            OperandType.InlineArg or OperandType.ShortInlineArg => Instruction.Create(code, Parameter(operand)),
            OperandType.InlineType => Instruction.Create(code, Type(operand)),
            OperandType.InlineField => Instruction.Create(code, Field(operand)),
            OperandType.InlineMethod => Instruction.Create(code, Method(operand)),
            OperandType.InlineTok => operand.Contains("::", StringComparison.Ordinal)
                ? Instruction.Create(code, Field(operand)) : Instruction.Create(code, Type(operand)),
            _ => throw new ArgumentException($"no such operand: {code.Name}"),
        };
        if (code.OperandType is OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget or OperandType.InlineSwitch)
        {
            _jumps.Add((instruction, rest[1..]));
        }

        method.Body.Instructions.Add(instruction);
        if (label is not null)
        {
            _labels.Add(label, instruction);
        }
    }

    private ParameterDefinition Parameter(string name) =>
        name == "this" ? method.Body.ThisParameter : method.Parameters.Single(one => one.Name == name);

    private void AddRegion(string[] words)
    {
        bool isTyped = words[3] == "catch";
        int at = isTyped ? 5 : 4;
        ExceptionHandler handler = new(Enum.Parse<ExceptionHandlerType>(words[3], ignoreCase: true))
        {
            TryStart = _labels[words[1]],
            TryEnd = _labels[words[2]],
            CatchType = isTyped ? Type(words[4]) : null,
        };
        if (words[3] == "filter")
        {
            handler.FilterStart = _labels[words[at++]];
        }

        handler.HandlerStart = _labels[words[at]];
        handler.HandlerEnd = _labels.GetValueOrDefault(words[at + 1]);
        method.Body.ExceptionHandlers.Add(handler);
    }

    private TypeReference Type(string name) => name switch
    {
        _ when name.EndsWith("[]", StringComparison.Ordinal) => new ArrayType(Type(name[..^2])),
        _ when name.EndsWith('&') => new ByReferenceType(Type(name[..^1])),
        _ when name.EndsWith('*') => new PointerType(Type(name[..^1])),
        _ when name.Contains('<', StringComparison.Ordinal) => Instance(name),
        "!!0" => method.GenericParameters[0],
        "int" => module.TypeSystem.Int32,
        "long" => module.TypeSystem.Int64,
        "byte" => module.TypeSystem.Byte,
        "bool" => module.TypeSystem.Boolean,
        "double" => module.TypeSystem.Double,
        "nint" => module.TypeSystem.IntPtr,
        "string" => module.TypeSystem.String,
        "object" => module.TypeSystem.Object,
        "Exception" => module.ImportReference(typeof(Exception)),
        _ => module.GetType(name) ?? module.ImportReference(System.Type.GetType(name, throwOnError: true)!),
    };

    private GenericInstanceType Instance(string name)
    {
        int open = name.IndexOf('<', StringComparison.Ordinal);
        string[] arguments = name[(open + 1)..^1].Split(',');
        return Type(name[..open] switch
        {
            "Span" => "System.Span`1",
            "ReadOnlySpan" => "System.ReadOnlySpan`1",
            "List" => "System.Collections.Generic.List`1",
            var other => other,
        }).MakeGenericInstanceType([.. arguments.Select(Type)]);
    }

    private FieldReference Field(string text)
    {
        string[] parts = text.Split("::");
        return module.GetType(parts[0]).Fields.Single(one => one.Name == parts[1]);
    }

    /// <summary>TYPE::NAME, or TYPE::NAME/N for the one with N parameters, or TYPE::NAME&lt;ARGUMENT&gt; for a generic one.</summary>
    private MethodReference Method(string text)
    {
        string[] parts = text.Split("::");
        string[] named = parts[1].Split('/', '<', '>');
        int? count = parts[1].Contains('/', StringComparison.Ordinal) ? int.Parse(named[1], CultureInfo.InvariantCulture) : null;
        TypeReference type = Type(parts[0]);
        // A span has two constructors of two arguments; the one over memory is meant.
        MethodDefinition definition = type.Resolve().Methods.Where(one => one.Name == named[0] && (count is null || one.Parameters.Count == count))
            .OrderByDescending(one => one.Parameters.Any(parameter => parameter.ParameterType is PointerType)).First();
        MethodReference found = module.ImportReference(definition);
        if (type is GenericInstanceType)
        {
            found = new MethodReference(found.Name, found.ReturnType, type) { HasThis = found.HasThis };
            definition.Parameters.ToList().ForEach(one => found.Parameters.Add(new ParameterDefinition(module.ImportReference(one.ParameterType, type))));
        }

        if (!parts[1].Contains('<', StringComparison.Ordinal))
        {
            return found;
        }

        GenericInstanceMethod instance = new(found);
        instance.GenericArguments.Add(Type(named[1]));
        return instance;
    }
}
