#include "app/completion.hpp"

#include <sstream>

namespace ireplay {
namespace {

/// `-v,--verbose` and `--no-timing{false}` by name.
std::vector<std::string> names_of(const OptionRow& option) {
  std::vector<std::string> names;
  std::istringstream text(option.names);
  for (std::string name; std::getline(text, name, ',');) names.push_back(name.substr(0, name.find('{')));
  return names;
}

bool takes_file(const OptionRow& option) {
  return option.type.find("FILE") != option.type.npos || option.type.find("DIR") != option.type.npos;
}

std::string joined(const std::vector<std::string>& words, const std::string& between = " ") {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

std::string all_names(const CommandRow& command) {
  std::vector<std::string> names;
  for (const OptionRow& option : command.options)
    for (const std::string& name : names_of(option)) names.push_back(name);
  return joined(names);
}

std::string command_names(const std::vector<CommandRow>& commands) {
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const CommandRow& command : commands) names.push_back(command.name);
  return joined(names);
}

/// In single quotes of a shell.
std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string to_bash(const std::vector<CommandRow>& commands) {
  std::string options, values;
  for (const CommandRow& command : commands) {
    options += "    " + command.name + ") options=" + shell_quoted(all_names(command)) + " ;;\n";
    for (const OptionRow& option : command.options) {
      if (option.type.empty() && option.choices.empty()) continue;
      const std::string names = command.name + ":" + joined(names_of(option), "|" + command.name + ":");
      if (!option.choices.empty())
        values += "    " + names + ") COMPREPLY=($(compgen -W " + shell_quoted(joined(option.choices)) +
                  " -- \"$word\")); return ;;\n";
      else if (!takes_file(option))
        values += "    " + names + ") return ;;\n";
      else
        values += "    " + names + ") COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n";
    }
  }
  return "# bash completion for ireplay\n"
         "_ireplay() {\n"
         "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\" command=run "
         "options=\n"
         "  COMPREPLY=()\n"
         "  local commands=" +
         shell_quoted(command_names(commands)) +
         " one\n"
         "  for one in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case \" $commands \" in *\" $one \"*) command=$one; break ;; esac\n"
         "  done\n"
         "  case \"$command:$before\" in\n" +
         values +
         "  esac\n"
         "  case \"$command\" in\n" +
         options +
         "  esac\n"
         "  if [[ $word == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
         "  elif [[ $COMP_CWORD -eq 1 ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$commands --help --version\" -- \"$word\") $(compgen -f -- "
         "\"$word\"))\n"
         "  elif [[ $command == completion ]]; then\n"
         "    COMPREPLY=($(compgen -W 'bash zsh fish' -- \"$word\"))\n"
         "  elif [[ $command == help ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$commands\" -- \"$word\"))\n"
         "  else\n"
         "    COMPREPLY=($(compgen -f -- \"$word\"))\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _ireplay ireplay\n";
}

/// Within `_arguments` brackets and colons have a meaning.
std::string for_zsh(const std::string& text) {
  std::string out;
  for (const char c : text)
    out += (c == '[' || c == ']' || c == ':' || c == '\\') ? std::string("\\") + c : std::string(1, c);
  return out;
}

std::string to_zsh(const std::vector<CommandRow>& commands) {
  std::string descriptions, cases;
  for (const CommandRow& command : commands) {
    descriptions += "    " + shell_quoted(for_zsh(command.name) + ":" + command.help) + "\n";
    cases += "    " + command.name + ")\n      _arguments";
    for (const OptionRow& option : command.options)
      for (const std::string& name : names_of(option)) {
        std::string spec = name + "[" + for_zsh(option.help) + "]";
        if (!option.choices.empty())
          spec += ":value:(" + joined(option.choices) + ")";
        else if (!option.type.empty())
          spec += ":" + for_zsh(option.type) + ":" + (takes_file(option) ? "_files" : "");
        cases += " \\\n        " + shell_quoted(spec);
      }
    const std::string rest = command.name == "completion" ? "(bash zsh fish)"
                             : command.name == "help"     ? "(" + command_names(commands) + ")"
                                                          : "_files";
    cases += " \\\n        " + shell_quoted("*:argument:" + rest) + "\n      ;;\n";
  }
  return "#compdef ireplay\n"
         "_ireplay() {\n"
         "  local -a commands=(\n" +
         descriptions +
         "  )\n"
         "  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
         "    _describe command commands\n"
         "    _files\n"
         "    return\n"
         "  fi\n"
         "  local command=run\n"
         "  (( ${commands[(I)${words[2]}:*]} )) && { command=$words[2]; shift words; (( CURRENT-- )) }\n"
         "  case $command in\n" +
         cases +
         "  esac\n"
         "}\n"
         "if [[ $funcstack[1] == _ireplay ]]; then _ireplay \"$@\"; else compdef _ireplay ireplay; fi\n";
}

std::string to_fish(const std::vector<CommandRow>& commands) {
  const std::string names = command_names(commands);
  std::string text = "# fish completion for ireplay\n";
  for (const CommandRow& command : commands) {
    text += "complete -c ireplay -n '__fish_use_subcommand' -a " + command.name + " -d " +
            shell_quoted(command.help) + "\n";
    const std::string when = command.name == "run" ? "not __fish_seen_subcommand_from " + names +
                                                         "; or __fish_seen_subcommand_from run"
                                                   : "__fish_seen_subcommand_from " + command.name;
    for (const OptionRow& option : command.options) {
      text += "complete -c ireplay -n " + shell_quoted(when);
      for (const std::string& name : names_of(option))
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!option.choices.empty())
        text += " -x -a " + shell_quoted(joined(option.choices));
      else if (!option.type.empty())
        text += takes_file(option) ? " -r -F" : " -x";
      text += " -d " + shell_quoted(option.help) + "\n";
    }
  }
  text += "complete -c ireplay -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'\n";
  return text + "complete -c ireplay -n '__fish_seen_subcommand_from help' -f -a '" + names + "'\n";
}

/// Text in roff: backslashes, leading dots and quotes would be commands, and a hyphen is a minus.
std::string for_man(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n'))
      out += std::string("\\&") + c;
    else
      out += c;
  }
  return out;
}

std::string to_man(const OptionRow& option) {
  std::string names;
  for (const std::string& name : names_of(option))
    names += (names.empty() ? "\\fB" : ", \\fB") + for_man(name) + "\\fR";
  if (!option.choices.empty())
    names += " \\fI" + for_man(joined(option.choices, "|")) + "\\fR";
  else if (!option.type.empty())
    names += " \\fI" + for_man(option.type) + "\\fR";
  return ".TP\n" + names + "\n" + for_man(option.help) + "\n";
}

}  // namespace

std::string to_completion(const std::string& shell, const std::vector<CommandRow>& commands) {
  if (shell == "bash") return to_bash(commands);
  return shell == "zsh" ? to_zsh(commands) : to_fish(commands);
}

std::string to_man_page(const std::vector<CommandRow>& commands, const std::string& version) {
  std::string text =
      ".TH IREPLAY 1 \"\" \"ireplay " + version +
      "\" \"User Commands\"\n"
      ".SH NAME\nireplay \\- replay graphs that PyTorch's TorchInductor compiled\n"
      ".SH SYNOPSIS\n.B ireplay\n[\\fICOMMAND\\fR] [\\fIOPTION\\fR...] \\fIPATH\\fR...\n"
      ".SH DESCRIPTION\nRuns a graph from the text that TORCH_COMPILE_DEBUG=1 left behind, without Python, "
      "PyTorch or Triton; compares what it computes with a reference and times it. \\fBireplay PATH\\fR is "
      "\\fBireplay run PATH\\fR.\n";
  for (const CommandRow& command : commands) {
    text += ".SH \"ireplay " + command.name + "\"\n" + for_man(command.help) + "\n";
    for (const OptionRow& option : command.positionals) text += to_man(option);
    for (const OptionRow& option : command.options) text += to_man(option);
    if (!command.examples.empty())
      text += ".PP\nExamples:\n.PP\n.nf\n" + for_man(command.examples) + "\n.fi\n";
  }
  return text +
         ".SH \"EXIT STATUS\"\n0 good, 1 outputs differ from the reference, 2 bad usage, 3 a dump cannot be "
         "read "
         "or is inconsistent, 4 it asks for something that is not supported, 5 device or library failure, 6 "
         "slower "
         "than the baseline allows, 7 an output was left unjudged, 128 + N ended by signal N. Of several the "
         "first "
         "of 3, 4, 5, 2, 1, 7, 6.\n";
}

}  // namespace ireplay
